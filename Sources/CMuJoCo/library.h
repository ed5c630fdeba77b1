// Inside the shim only: the entry points of the open library, and the trap for its fatal errors.
#pragma once

#if !__has_include(<mujoco/mujoco.h>)
#error "MuJoCo's headers are not there: run 'make deps' first"
#endif
#include <mujoco/mujoco.h>
#include <setjmp.h>

#define MUJOCO_ENTRIES(ENTRY)                                                                                         \
  ENTRY(mj_version)                                                                                                   \
  ENTRY(mju_setLogHandler)                                                                                            \
  ENTRY(mj_parseXMLString)                                                                                            \
  ENTRY(mj_compile)                                                                                                   \
  ENTRY(mjs_getError)                                                                                                 \
  ENTRY(mj_deleteSpec)                                                                                                \
  ENTRY(mj_makeData)                                                                                                  \
  ENTRY(mj_deleteData)                                                                                                \
  ENTRY(mj_deleteModel)                                                                                               \
  ENTRY(mj_name2id)                                                                                                   \
  ENTRY(mj_step)                                                                                                      \
  ENTRY(mj_forward)                                                                                                   \
  ENTRY(mj_kinematics)                                                                                                \
  ENTRY(mj_comPos)                                                                                                    \
  ENTRY(mj_camlight)                                                                                                  \
  ENTRY(mj_contactForce)                                                                                              \
  ENTRY(mj_geomDistance)                                                                                              \
  ENTRY(mj_stateSize)                                                                                                 \
  ENTRY(mj_getState)                                                                                                  \
  ENTRY(mj_setState)                                                                                                  \
  ENTRY(mjv_defaultScene)                                                                                             \
  ENTRY(mjv_makeScene)                                                                                                \
  ENTRY(mjv_freeScene)                                                                                                \
  ENTRY(mjv_defaultOption)                                                                                            \
  ENTRY(mjv_defaultCamera)                                                                                            \
  ENTRY(mjv_updateScene)                                                                                              \
  ENTRY(mjr_defaultContext)                                                                                           \
  ENTRY(mjr_makeContext)                                                                                              \
  ENTRY(mjr_freeContext)                                                                                              \
  ENTRY(mjr_setBuffer)                                                                                                \
  ENTRY(mjr_render)                                                                                                   \
  ENTRY(mjr_readPixels)

typedef struct {
#define DECLARE(name) __typeof__(name) *name;
  MUJOCO_ENTRIES(DECLARE)
#undef DECLARE
} mujoco_entries;

/// The open library; null before cmujoco_open succeeded.
extern const mujoco_entries *mujoco;

/// Where a fatal error inside MuJoCo continues on this thread, in place of ending the process. A caller sets `active`
/// around its calls; only C frames of the shim and of MuJoCo lie between.
typedef struct {
  jmp_buf target;
  char message[512];
} error_trap;

extern _Thread_local error_trap *active_trap;

/// Puts one formatted line into a caller's buffer.
void report(char *error, int capacity, const char *format, ...) __attribute__((format(printf, 3, 4)));

struct cmujoco_world {
  mjModel *model;
  mjData *data;
};
