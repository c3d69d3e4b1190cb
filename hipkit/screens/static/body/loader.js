// What each view brings along. Program, bones and rig come once for each kernel, packed, in the library model.

const opened = (globalThis.__hipkitBody ??= new WeakMap());

async function opening(library) {
  const unpacked = new Blob([library.get("packed")]).stream().pipeThrough(new DecompressionStream("gzip"));
  const { program, data } = await new Response(unpacked).json();
  const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  try {
    return (await import(address)).open(data);
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function programOf(model) {
  const library = await model.widget_manager.get_model(model.get("_library").replace("IPY_MODEL_", ""));
  if (!opened.has(library)) opened.set(library, opening(library));
  return opened.get(library);
}

export default {
  /** Unpacks while the kernel is still sending the rest of the screen. */
  initialize({ model }) {
    programOf(model); // not waited for: what the kernel sends meanwhile would wait as well
  },
  async render({ model, el }) {
    return (await programOf(model))({ model, el });
  },
};
