// A model with its state: building, stepping, and looking at what happened.

#include "CMuJoCo.h"
#include "library.h"

#include <math.h>
#include <stdlib.h>

/// What a guarded section builds. Kept outside the frame that longjmp returns to, so that it is not clobbered.
typedef struct {
  mjSpec *spec;
  mjModel *model;
  mjData *data;
} assembly;

static void assemble(assembly *parts, const char *mjcf, char *error, int capacity) {
  parts->spec = mujoco->mj_parseXMLString(mjcf, NULL, error, capacity);
  if (!parts->spec) return;
  parts->model = mujoco->mj_compile(parts->spec, NULL);
  if (!parts->model) {
    report(error, capacity, "%s", mujoco->mjs_getError(parts->spec));
    return;
  }
  parts->model->opt.disableflags |= mjDSBL_AUTORESET;
  parts->data = mujoco->mj_makeData(parts->model);
  if (!parts->data) report(error, capacity, "out of memory");
}

static void guarded_assemble(assembly *parts, const char *mjcf, char *error, int capacity) {
  error_trap trap;
  active_trap = &trap;
  if (setjmp(trap.target) == 0) {
    assemble(parts, mjcf, error, capacity);
  } else {
    report(error, capacity, "%s", trap.message);
  }
  active_trap = NULL;
}

cmujoco_world *cmujoco_world_create(const char *mjcf, char *error, int capacity) {
  cmujoco_world *world = calloc(1, sizeof *world);
  assembly *parts = calloc(1, sizeof *parts);
  if (world && parts) {
    guarded_assemble(parts, mjcf, error, capacity);
  } else {
    report(error, capacity, "out of memory");
  }
  if (parts && parts->spec) mujoco->mj_deleteSpec(parts->spec);
  if (parts && parts->data) {
    world->model = parts->model;
    world->data = parts->data;
  } else {
    if (parts && parts->model) mujoco->mj_deleteModel(parts->model);
    free(world);
    world = NULL;
  }
  free(parts);
  return world;
}

void cmujoco_world_destroy(cmujoco_world *world) {
  if (!world) return;
  mujoco->mj_deleteData(world->data);
  mujoco->mj_deleteModel(world->model);
  free(world);
}

static mjtObj object_type(cmujoco_kind kind) {
  switch (kind) {
    case CMUJOCO_BODY: return mjOBJ_BODY;
    case CMUJOCO_JOINT: return mjOBJ_JOINT;
    case CMUJOCO_GEOM: return mjOBJ_GEOM;
    case CMUJOCO_SITE: return mjOBJ_SITE;
    case CMUJOCO_CAMERA: return mjOBJ_CAMERA;
    case CMUJOCO_EQUALITY: return mjOBJ_EQUALITY;
    case CMUJOCO_ACTUATOR: return mjOBJ_ACTUATOR;
    case CMUJOCO_TEXTURE: return mjOBJ_TEXTURE;
  }
  return mjOBJ_UNKNOWN;
}

int cmujoco_find(const cmujoco_world *world, cmujoco_kind kind, const char *name) {
  return mujoco->mj_name2id(world->model, object_type(kind), name);
}

int cmujoco_count(const cmujoco_world *world, cmujoco_kind kind) {
  switch (kind) {
    case CMUJOCO_BODY: return (int)world->model->nbody;
    case CMUJOCO_JOINT: return (int)world->model->njnt;
    case CMUJOCO_GEOM: return (int)world->model->ngeom;
    case CMUJOCO_SITE: return (int)world->model->nsite;
    case CMUJOCO_CAMERA: return (int)world->model->ncam;
    case CMUJOCO_EQUALITY: return (int)world->model->neq;
    case CMUJOCO_ACTUATOR: return (int)world->model->nu;
    case CMUJOCO_TEXTURE: return (int)world->model->ntex;
  }
  return 0;
}

int cmujoco_body_of_geom(const cmujoco_world *world, int geom) { return world->model->geom_bodyid[geom]; }
bool cmujoco_geom_collides(const cmujoco_world *world, int geom) {
  return world->model->geom_contype[geom] != 0 || world->model->geom_conaffinity[geom] != 0;
}
int cmujoco_position_address(const cmujoco_world *world, int joint) { return world->model->jnt_qposadr[joint]; }
int cmujoco_velocity_address(const cmujoco_world *world, int joint) { return world->model->jnt_dofadr[joint]; }

double cmujoco_time(const cmujoco_world *world) { return world->data->time; }
double *cmujoco_positions(cmujoco_world *world) { return world->data->qpos; }
double *cmujoco_velocities(cmujoco_world *world) { return world->data->qvel; }
double *cmujoco_controls(cmujoco_world *world) { return world->data->ctrl; }
const double *cmujoco_accelerations(const cmujoco_world *world) { return world->data->qacc; }
const double *cmujoco_actuator_forces(const cmujoco_world *world) { return world->data->actuator_force; }

const double *cmujoco_site_position(const cmujoco_world *world, int site) { return world->data->site_xpos + 3 * site; }
const double *cmujoco_site_rotation(const cmujoco_world *world, int site) { return world->data->site_xmat + 9 * site; }
const double *cmujoco_camera_position(const cmujoco_world *world, int camera) {
  return world->data->cam_xpos + 3 * camera;
}
const double *cmujoco_camera_rotation(const cmujoco_world *world, int camera) {
  return world->data->cam_xmat + 9 * camera;
}

double *cmujoco_weld_data(cmujoco_world *world, int equality) {
  return world->model->eq_data + (ptrdiff_t)mjNEQDATA * equality;
}
bool cmujoco_weld_active(const cmujoco_world *world, int equality) { return world->data->eq_active[equality] != 0; }
void cmujoco_set_weld_active(cmujoco_world *world, int equality, bool active) {
  world->data->eq_active[equality] = active;
}

void cmujoco_weld_force(const cmujoco_world *world, int equality, double force[3]) {
  const mjData *data = world->data;
  force[0] = force[1] = force[2] = 0;
  for (int row = 0; row + 2 < data->ne; row++) {
    if (data->efc_type[row] == mjCNSTR_EQUALITY && data->efc_id[row] == equality) {
      // The first three rows are the difference of the anchors, first body minus second.
      for (int axis = 0; axis < 3; axis++) force[axis] = -data->efc_force[row + axis];
      return;
    }
  }
}

/// A warning of the last call means that the state is bad, or that contacts were left out for want of room.
static int report_warnings(cmujoco_world *world, char *error, int capacity) {
  static const char *const causes[mjNWARNING] = {
    [mjWARN_INERTIA] = "the inertia matrix is singular",
    [mjWARN_CONTACTFULL] = "there are too many contacts",
    [mjWARN_CNSTRFULL] = "there are too many constraints",
    [mjWARN_BADQPOS] = "a position is not finite or too large",
    [mjWARN_BADQVEL] = "a velocity is not finite or too large",
    [mjWARN_BADQACC] = "an acceleration is not finite or too large",
    [mjWARN_BADCTRL] = "a control is not finite or too large",
  };
  for (int warning = 0; warning < mjNWARNING; warning++) {
    if (world->data->warning[warning].number == 0) continue;
    world->data->warning[warning].number = 0;
    report(error, capacity, "%s at t = %.3f s", causes[warning], world->data->time);
    return 1;
  }
  return 0;
}

typedef void (*advance)(const mjModel *, mjData *);

static int guarded(cmujoco_world *world, advance function, char *error, int capacity) {
  error_trap trap;
  active_trap = &trap;
  if (setjmp(trap.target) != 0) {
    active_trap = NULL;
    report(error, capacity, "%s", trap.message);
    return 1;
  }
  function(world->model, world->data);
  active_trap = NULL;
  return report_warnings(world, error, capacity);
}

int cmujoco_step(cmujoco_world *world, char *error, int capacity) {
  return guarded(world, mujoco->mj_step, error, capacity);
}

int cmujoco_forward(cmujoco_world *world, char *error, int capacity) {
  return guarded(world, mujoco->mj_forward, error, capacity);
}

void cmujoco_refresh(cmujoco_world *world) {
  mujoco->mj_kinematics(world->model, world->data);
  mujoco->mj_comPos(world->model, world->data);
  mujoco->mj_camlight(world->model, world->data);
}

int cmujoco_contact_count(const cmujoco_world *world) { return world->data->ncon; }

cmujoco_contact cmujoco_contact_at(const cmujoco_world *world, int index) {
  const mjContact *contact = world->data->contact + index;
  cmujoco_contact result = {.distance = contact->dist};
  for (int side = 0; side < 2; side++) result.body[side] = world->model->geom_bodyid[contact->geom[side]];
  for (int axis = 0; axis < 3; axis++) {
    result.position[axis] = contact->pos[axis];
    result.normal[axis] = contact->frame[axis];
  }
  return result;
}

void cmujoco_contact_force(const cmujoco_world *world, int index, double force[3]) {
  const double *frame = world->data->contact[index].frame;
  mjtNum local[6];
  mujoco->mj_contactForce(world->model, world->data, index, local);
  for (int axis = 0; axis < 3; axis++) {
    force[axis] = frame[axis] * local[0] + frame[3 + axis] * local[1] + frame[6 + axis] * local[2];
  }
}

double cmujoco_distance(cmujoco_world *world, int geom_a, int geom_b, double limit) {
  return mujoco->mj_geomDistance(world->model, world->data, geom_a, geom_b, limit, NULL);
}

int cmujoco_state_size(const cmujoco_world *world) {
  return (int)mujoco->mj_stateSize(world->model, mjSTATE_INTEGRATION);
}
void cmujoco_get_state(const cmujoco_world *world, double *state) {
  mujoco->mj_getState(world->model, world->data, state, mjSTATE_INTEGRATION);
}
void cmujoco_set_state(cmujoco_world *world, const double *state) {
  mujoco->mj_setState(world->model, world->data, state, mjSTATE_INTEGRATION);
}

unsigned char *cmujoco_texture_pixels(cmujoco_world *world, int texture, int *width, int *height) {
  const mjModel *model = world->model;
  if (model->tex_nchannel[texture] != 3) return NULL;
  *width = model->tex_width[texture];
  *height = model->tex_height[texture];
  return model->tex_data + model->tex_adr[texture];
}
