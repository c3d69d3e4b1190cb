// What each widget of our own brings along; the page starts its program.
const page = (globalThis.__hipkitPage ??= {});
page.ready ??= new Promise((done) => (page.open = done));

export default { render: async (view) => (await page.ready)(view) };
