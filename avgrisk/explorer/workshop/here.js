// Tells the kernel whether this page is shown on the machine that it runs on.
export default {
  render({ model, el }) {
    el.style.display = "none";
    model.set("local", ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname));
    model.save_changes();
  },
};
