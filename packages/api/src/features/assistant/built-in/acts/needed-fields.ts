import type { Field } from './fields.ts'

/** An act is made of a text, for which any words will do. */
export const needsText = ({ fields }: { fields: readonly Field[] }): boolean =>
  fields.some(({ kind, isRequired }) => kind === 'text' && isRequired)

/** The name of the text that an act needs. */
export const neededTextOf = ({ fields }: { fields: readonly Field[] }): string | undefined =>
  fields.find(({ kind, isRequired }) => kind === 'text' && isRequired)?.name

/** The row that an act needs. */
export const rowFieldOf = ({ fields }: { fields: readonly Field[] }): Field | undefined =>
  fields.find(({ kind, isRequired }) => kind === 'entity' && isRequired)
