/** What answers without a model, as prices and logs name it. */
export const BUILT_IN = 'built-in'
