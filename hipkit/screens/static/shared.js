// What each copy of a widget brings along; its program comes once for a page, packed with the style sheet (page.js).
const shared = (globalThis.__hipkitShared ??= (() => {
  const held = {};
  held.programs = new Promise((done) => { held.tell = done; });
  return held;
})());

export default {
  async render(view) {
    return (await shared.programs).NAME.render(view);
  },
};
