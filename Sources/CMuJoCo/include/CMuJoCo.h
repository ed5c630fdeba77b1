// The part of MuJoCo that the tabletop uses, as plain C functions over opaque handles.
//
// The library is opened by cmujoco_open, once; nothing links against it. Every function below it needs it open.
// Functions that take `error` return a null pointer or a value other than 0 on failure and put one line there; a fatal
// error inside MuJoCo becomes such a failure instead of ending the process. Units: metres, kilograms, seconds, radians.
#pragma once

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Opens the library at `path`, or by the loader's own search when `path` holds no slash. Refuses a file that is not a
/// whole ELF library, lacks an entry point, or is of another version than the headers. Once one is open, a further
/// call only checks the file.
int cmujoco_open(const char *path, char *error, int capacity);

/// A compiled model and the state of one simulation of it. May move between threads, used by one at a time.
typedef struct cmujoco_world cmujoco_world;

/// Compiles an MJCF document. Automatic reset on a bad state is switched off.
cmujoco_world *cmujoco_world_create(const char *mjcf, char *error, int capacity);
void cmujoco_world_destroy(cmujoco_world *world);

typedef enum {
  CMUJOCO_BODY,
  CMUJOCO_JOINT,
  CMUJOCO_GEOM,
  CMUJOCO_SITE,
  CMUJOCO_CAMERA,
  CMUJOCO_EQUALITY,
  CMUJOCO_ACTUATOR,
  CMUJOCO_TEXTURE,
} cmujoco_kind;

/// Index of a named element; -1 when there is none.
int cmujoco_find(const cmujoco_world *world, cmujoco_kind kind, const char *name);
int cmujoco_count(const cmujoco_world *world, cmujoco_kind kind);
int cmujoco_body_of_geom(const cmujoco_world *world, int geom);
/// False for a geom that is only looked at.
bool cmujoco_geom_collides(const cmujoco_world *world, int geom);
/// Where a joint's coordinates begin in the positions, and in the velocities.
int cmujoco_position_address(const cmujoco_world *world, int joint);
int cmujoco_velocity_address(const cmujoco_world *world, int joint);

/// Simulated seconds.
double cmujoco_time(const cmujoco_world *world);
double *cmujoco_positions(cmujoco_world *world);
double *cmujoco_velocities(cmujoco_world *world);
double *cmujoco_controls(cmujoco_world *world);
const double *cmujoco_accelerations(const cmujoco_world *world);
const double *cmujoco_actuator_forces(const cmujoco_world *world);

/// World position (3) of a site, and its rotation as a row-major matrix (9). As of the last step's begin or refresh.
const double *cmujoco_site_position(const cmujoco_world *world, int site);
const double *cmujoco_site_rotation(const cmujoco_world *world, int site);
const double *cmujoco_camera_position(const cmujoco_world *world, int camera);
const double *cmujoco_camera_rotation(const cmujoco_world *world, int camera);

/// Numbers of a weld: anchor (3), position (3) and quaternion (4) of the second body in the first, torque scale.
#define CMUJOCO_WELD_DATA 11
double *cmujoco_weld_data(cmujoco_world *world, int equality);
bool cmujoco_weld_active(const cmujoco_world *world, int equality);
void cmujoco_set_weld_active(cmujoco_world *world, int equality, bool active);
/// Force in newtons, world axes, that an active weld put on its second body in the last step; zero for an idle one.
void cmujoco_weld_force(const cmujoco_world *world, int equality, double force[3]);

/// Advances by one time step. Fails when the state is no longer finite, or a buffer of the engine overflowed.
int cmujoco_step(cmujoco_world *world, char *error, int capacity);
/// Computes everything that depends on the state, contacts and forces included, and leaves the state as it is.
int cmujoco_forward(cmujoco_world *world, char *error, int capacity);
/// Brings the poses of bodies, sites and cameras up to the state; contacts and forces stay those of the last step.
void cmujoco_refresh(cmujoco_world *world);

typedef struct {
  int body[2];
  /// Negative when the bodies overlap.
  double distance;
  double position[3];
  /// From body[0] to body[1].
  double normal[3];
} cmujoco_contact;

/// The contacts of the last step.
int cmujoco_contact_count(const cmujoco_world *world);
cmujoco_contact cmujoco_contact_at(const cmujoco_world *world, int index);
/// Force in newtons, world axes, on body[1] of the contact.
void cmujoco_contact_force(const cmujoco_world *world, int index, double force[3]);
/// Distance of two geoms, at most `limit`; negative when they overlap.
double cmujoco_distance(cmujoco_world *world, int geom_a, int geom_b, double limit);

/// All that the next steps depend on, except the numbers of the welds.
int cmujoco_state_size(const cmujoco_world *world);
void cmujoco_get_state(const cmujoco_world *world, double *state);
void cmujoco_set_state(cmujoco_world *world, const double *state);

/// Pixels of a texture, three bytes each, for filling before the first picture; they live as long as the world.
unsigned char *cmujoco_texture_pixels(cmujoco_world *world, int texture, int *width, int *height);

/// An off-screen graphics context for pictures of one world, drawn by the CPU. May move between threads.
typedef struct cmujoco_renderer cmujoco_renderer;

/// Pictures may be up to `side` pixels wide and high. Cost: about 50 ms the first time in a process.
cmujoco_renderer *cmujoco_renderer_create(cmujoco_world *world, int side, char *error, int capacity);
void cmujoco_renderer_destroy(cmujoco_renderer *renderer);
/// Draws what `camera` sees into `rgb`: three bytes per pixel, rows from the bottom.
int cmujoco_renderer_draw(
    cmujoco_renderer *renderer, int camera, int width, int height, bool shadows, unsigned char *rgb, char *error,
    int capacity);

#ifdef __cplusplus
}
#endif
