/** English: the complete list of the interface's strings. */
export const en = {
  title: "IVIG reaction guide",
};
export type Strings = typeof en;
