/** Where nothing is left: what still works, and whom to ask. */
export const NONE_LEFT =
  'None left. The app and the built-in assistant’s answers stay free; for more, ask whoever runs this hub.'
