// Pictures without a display: a surfaceless EGL context, drawn into MuJoCo's off-screen buffer.

#include "CMuJoCo.h"
#include "library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

// Tokens of EGL 1.5 and EGL_MESA_platform_surfaceless; the headers are not needed for the six calls below.
enum {
  EGL_ALPHA_SIZE_ = 0x3021,
  EGL_BLUE_SIZE_ = 0x3022,
  EGL_GREEN_SIZE_ = 0x3023,
  EGL_RED_SIZE_ = 0x3024,
  EGL_DEPTH_SIZE_ = 0x3025,
  EGL_SURFACE_TYPE_ = 0x3033,
  EGL_NONE_ = 0x3038,
  EGL_RENDERABLE_TYPE_ = 0x3040,
  EGL_PBUFFER_BIT_ = 0x0001,
  EGL_OPENGL_BIT_ = 0x0008,
  EGL_OPENGL_API_ = 0x30A2,
  EGL_PLATFORM_SURFACELESS_MESA_ = 0x31DD,
};

typedef struct {
  void *display;
  void *config;
  void *(*create_context)(void *display, void *config, void *share, const int32_t *attributes);
  unsigned (*destroy_context)(void *display, void *context);
  unsigned (*make_current)(void *display, void *draw, void *read, void *context);
  unsigned (*bind_api)(unsigned api);
} graphics;

struct cmujoco_renderer {
  cmujoco_world *world;
  void *context;
  mjrContext target;
  mjvScene scene;
  mjvOption option;
  bool scene_made;
  bool target_made;
};

static graphics egl;
static pthread_mutex_t starting = PTHREAD_MUTEX_INITIALIZER;

static int choose_config(void *library, graphics *found, char *error, int capacity) {
  unsigned (*initialize)(void *, int32_t *, int32_t *) = dlsym(library, "eglInitialize");
  unsigned (*choose)(void *, const int32_t *, void **, int32_t, int32_t *) = dlsym(library, "eglChooseConfig");
  if (!initialize || !choose || !initialize(found->display, NULL, NULL)) {
    report(error, capacity, "EGL could not be started");
    return 1;
  }
  const int32_t wanted[] = {
    EGL_SURFACE_TYPE_, EGL_PBUFFER_BIT_, EGL_RENDERABLE_TYPE_, EGL_OPENGL_BIT_, EGL_RED_SIZE_,  8, EGL_GREEN_SIZE_, 8,
    EGL_BLUE_SIZE_,    8,                EGL_ALPHA_SIZE_,      8,               EGL_DEPTH_SIZE_, 24, EGL_NONE_,
  };
  int32_t count = 0;
  if (!choose(found->display, wanted, &found->config, 1, &count) || count < 1) {
    report(error, capacity, "EGL offers no suitable picture format");
    return 1;
  }
  return 0;
}

/// Opens EGL once for the process; `starting` is held.
static int start_graphics(char *error, int capacity) {
  if (egl.display) return 0;
  void *library = dlopen("libEGL.so.1", RTLD_NOW | RTLD_GLOBAL);
  if (!library) {
    report(error, capacity, "%s", dlerror());
    return 1;
  }
  graphics found = {0};
  void *(*get_proc)(const char *) = dlsym(library, "eglGetProcAddress");
  void *(*get_display)(unsigned, void *, const intptr_t *) = get_proc ? get_proc("eglGetPlatformDisplay") : NULL;
  found.display = get_display ? get_display(EGL_PLATFORM_SURFACELESS_MESA_, NULL, NULL) : NULL;
  if (!found.display) {
    report(error, capacity, "EGL has no surfaceless display");
    return 1;
  }
  if (choose_config(library, &found, error, capacity) != 0) return 1;
  found.create_context = dlsym(library, "eglCreateContext");
  found.destroy_context = dlsym(library, "eglDestroyContext");
  found.make_current = dlsym(library, "eglMakeCurrent");
  found.bind_api = dlsym(library, "eglBindAPI");
  if (!found.create_context || !found.destroy_context || !found.make_current || !found.bind_api) {
    report(error, capacity, "EGL lacks a function");
    return 1;
  }
  egl = found;
  return 0;
}

static void prepare(cmujoco_renderer *renderer, int side) {
  mjModel *model = renderer->world->model;
  model->vis.global.offwidth = side;
  model->vis.global.offheight = side;
  model->vis.quality.offsamples = 0;
  mujoco->mjv_makeScene(model, &renderer->scene, (int)model->ngeom + 64);
  renderer->scene_made = true;
  mujoco->mjr_makeContext(model, &renderer->target, mjFONTSCALE_100);
  renderer->target_made = true;
  mujoco->mjr_setBuffer(mjFB_OFFSCREEN, &renderer->target);
}

static int guarded_prepare(cmujoco_renderer *renderer, int side, char *error, int capacity) {
  error_trap trap;
  active_trap = &trap;
  if (setjmp(trap.target) != 0) {
    active_trap = NULL;
    report(error, capacity, "%s", trap.message);
    return 1;
  }
  prepare(renderer, side);
  active_trap = NULL;
  return 0;
}

cmujoco_renderer *cmujoco_renderer_create(cmujoco_world *world, int side, char *error, int capacity) {
  cmujoco_renderer *renderer = calloc(1, sizeof *renderer);
  if (!renderer) {
    report(error, capacity, "out of memory");
    return NULL;
  }
  renderer->world = world;
  mujoco->mjv_defaultScene(&renderer->scene);
  mujoco->mjv_defaultOption(&renderer->option);
  mujoco->mjr_defaultContext(&renderer->target);
  // MuJoCo looks up the graphics functions when a context is made, into variables of the whole process.
  pthread_mutex_lock(&starting);
  int failed = start_graphics(error, capacity);
  if (!failed) {
    egl.bind_api(EGL_OPENGL_API_);
    renderer->context = egl.create_context(egl.display, egl.config, NULL, NULL);
    failed = !renderer->context || !egl.make_current(egl.display, NULL, NULL, renderer->context);
    if (failed) report(error, capacity, "EGL could not create a context");
  }
  if (!failed) {
    failed = guarded_prepare(renderer, side, error, capacity);
    egl.make_current(egl.display, NULL, NULL, NULL);
  }
  pthread_mutex_unlock(&starting);
  if (failed) {
    cmujoco_renderer_destroy(renderer);
    return NULL;
  }
  return renderer;
}

void cmujoco_renderer_destroy(cmujoco_renderer *renderer) {
  if (!renderer) return;
  if (renderer->context) {
    egl.bind_api(EGL_OPENGL_API_);
    egl.make_current(egl.display, NULL, NULL, renderer->context);
    if (renderer->target_made) mujoco->mjr_freeContext(&renderer->target);
    egl.make_current(egl.display, NULL, NULL, NULL);
    egl.destroy_context(egl.display, renderer->context);
  }
  if (renderer->scene_made) mujoco->mjv_freeScene(&renderer->scene);
  free(renderer);
}

static void draw(cmujoco_renderer *renderer, int camera, mjrRect area, bool shadows, unsigned char *rgb) {
  mjvCamera view;
  mujoco->mjv_defaultCamera(&view);
  view.type = mjCAMERA_FIXED;
  view.fixedcamid = camera;
  mjvScene *scene = &renderer->scene;
  mujoco->mjv_updateScene(
      renderer->world->model, renderer->world->data, &renderer->option, NULL, &view, mjCAT_ALL, scene);
  scene->flags[mjRND_SHADOW] = shadows;
  scene->flags[mjRND_REFLECTION] = false;
  scene->flags[mjRND_HAZE] = false;
  scene->flags[mjRND_SKYBOX] = true;
  mujoco->mjr_render(area, scene, &renderer->target);
  mujoco->mjr_readPixels(rgb, NULL, area, &renderer->target);
}

static int guarded_draw(
    cmujoco_renderer *renderer, int camera, mjrRect area, bool shadows, unsigned char *rgb, char *error, int capacity) {
  error_trap trap;
  active_trap = &trap;
  if (setjmp(trap.target) != 0) {
    active_trap = NULL;
    report(error, capacity, "%s", trap.message);
    return 1;
  }
  draw(renderer, camera, area, shadows, rgb);
  active_trap = NULL;
  return 0;
}

int cmujoco_renderer_draw(
    cmujoco_renderer *renderer, int camera, int width, int height, bool shadows, unsigned char *rgb, char *error,
    int capacity) {
  egl.bind_api(EGL_OPENGL_API_);
  if (!egl.make_current(egl.display, NULL, NULL, renderer->context)) {
    report(error, capacity, "the graphics context could not be used");
    return 1;
  }
  mjrRect area = {0, 0, width, height};
  int failed = guarded_draw(renderer, camera, area, shadows, rgb, error, capacity);
  egl.make_current(egl.display, NULL, NULL, NULL);
  return failed;
}
