// Tells the kernel that a page is seen.
export default {
  render({ model, el }) {
    el.style.display = "none";
    model.send("arrived");
  },
};
