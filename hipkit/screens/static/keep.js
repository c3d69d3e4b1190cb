// Saving, going on, handing in. The kernel writes and reads files; what is to be downloaded comes as text and
// becomes a file here, and a file chosen here is sent as text, so that it works without a server too.

function element(tag, properties = {}, ...content) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...content);
  return made;
}

function download({ name, type, text }) {
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function render({ model, el }) {
  const button = (label, act, look = "") => {
    const made = element("button", { type: "button", className: `jupyter-button ${look}` }, label);
    made.addEventListener("click", act);
    return made;
  };
  const text = (label, value) => {
    const input = element("input", { type: "text", autocomplete: "off", spellcheck: false, value });
    return [element("label", { className: "hk-text" }, element("span", {}, label), input), input];
  };
  const [fileLabel, file] = text("File, beside this notebook", model.get("file"));
  const [nameLabel, pseudonym] = text("Pseudonym", model.get("pseudonym"));
  const upload = element("input", { type: "file", accept: ".json,application/json", className: "hk-upload" });
  upload.addEventListener("change", async () => {
    const [chosen] = upload.files;
    if (chosen) model.send({ do: "upload", name: chosen.name, text: await chosen.text() });
    upload.value = "";
  });
  const said = element("p", { className: "hk-result" });
  said.setAttribute("role", "status");
  const send = (what) => () => model.send({ do: what, file: file.value, pseudonym: pseudonym.value });

  el.classList.add("hk-html", "hk-keep");
  el.append(
    element("h3", { tabIndex: -1 }, "Your work"),
    element("p", { className: "hk-note" }, model.get("saves")),
    fileLabel,
    element("div", { className: "hk-doing" }, button("Save", send("save"), "hk-primary"),
      button("Go on from this file", send("resume")), button("Download", send("download"))),
    element("label", { className: "hk-text" }, element("span", {}, "Or go on from a file of this computer"), upload),
    element("h3", {}, "Hand in"),
    element("p", { className: "hk-note" }, model.get("hands_in")),
    nameLabel,
    element("div", { className: "hk-doing" }, button("Write CSV", send("csv")), button("Write JSON", send("json")),
      button("Download CSV", send("download_csv")), button("Download JSON", send("download_json"))),
    said,
  );
  const say = () => (said.textContent = model.get("said"));
  const hear = (message) => message.download && download(message.download);
  model.on("change:said", say);
  model.on("msg:custom", hear);
  say();
  return () => {
    model.off("change:said", say);
    model.off("msg:custom", hear);
  };
}

export default { render };
