export type FieldValue = string | boolean | null
export type FieldsOf<Values> = { [Field in keyof Values]: FieldValue }
export type FieldName<Values> = keyof Values & string

/** A field that is being changed. */
interface Edit {
  /** What was saved when the change began. */
  base: FieldValue
  mine: FieldValue
  /** What of it is on its way to the hub; the page may show that as saved already. */
  sent?: FieldValue
}

/** What one person changed and the hub does not have yet, by field. */
export type KeptEdits = Readonly<Record<string, Edit>>

/** Two people changed the same field, and neither saw the other's change. */
export interface Conflict<Values> {
  field: FieldName<Values>
  base: FieldValue
  mine: FieldValue
  theirs: FieldValue
}

const isValue = (value: unknown): value is FieldValue =>
  value === null || typeof value === 'string' || typeof value === 'boolean'

function isEdit(value: unknown): value is Edit {
  if (typeof value !== 'object' || value === null || !('base' in value) || !('mine' in value)) return false
  return isValue(value.base) && isValue(value.mine) && (!('sent' in value) || isValue(value.sent))
}

/** What was kept as text; what an older page kept otherwise is left out. */
export function parseEdits(text: string | null): KeptEdits {
  if (text === null) return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, Edit] => isEdit(entry[1])),
    )
  } catch {
    return {}
  }
}

const savedIn = <Values extends FieldsOf<Values>>(saved: Values, field: string): FieldValue | undefined =>
  field in saved ? saved[field as FieldName<Values>] : undefined

/** The fields that differ from what is saved, in the order of the form. */
export const editedFields = <Values extends FieldsOf<Values>>(
  kept: KeptEdits,
  saved: Values,
): FieldName<Values>[] =>
  (Object.keys(saved) as FieldName<Values>[]).filter((field) => {
    const edit = kept[field]
    return edit !== undefined && edit.mine !== saved[field]
  })

/** The form: what was changed over what is saved. */
export function withEdits<Values extends FieldsOf<Values>>(kept: KeptEdits, saved: Values): Values {
  const mine = editedFields(kept, saved).map((field) => [field, kept[field]?.mine])
  return { ...saved, ...Object.fromEntries(mine) }
}

export function conflictsIn<Values extends FieldsOf<Values>>(
  kept: KeptEdits,
  saved: Values,
): Conflict<Values>[] {
  return editedFields(kept, saved).flatMap((field) => {
    const edit = kept[field]
    const theirs = saved[field]
    if (edit === undefined || theirs === edit.base || theirs === edit.sent) return []
    return [{ field, base: edit.base, mine: edit.mine, theirs }]
  })
}

/** With these fields typed; one that is as saved again is no change. */
export function typed<Values extends FieldsOf<Values>>(
  kept: KeptEdits,
  changed: Partial<Values>,
  saved: Values,
): KeptEdits {
  const after = { ...kept }
  for (const [field, mine] of Object.entries(changed) as [string, FieldValue][]) {
    const before = kept[field]
    const base = before?.base ?? savedIn(saved, field) ?? null
    if (mine === savedIn(saved, field)) delete after[field]
    else after[field] = { ...before, base, mine }
  }
  return after
}

/** With these on their way. */
export function sending(kept: KeptEdits, fields: readonly string[]): KeptEdits {
  return mapEdits(kept, (field, edit) => (fields.includes(field) ? { ...edit, sent: edit.mine } : edit))
}

/** What is not on its way: the hub refused it, or the page was left before the answer came. */
export const unsent = <Values extends FieldsOf<Values>>(kept: KeptEdits, saved: Values): KeptEdits =>
  mapEdits(kept, (field, { base, mine, sent }) => {
    const now = savedIn(saved, field)
    if (mine === now) return null
    return { base: sent !== undefined && sent === now ? sent : base, mine }
  })

/** Whether all of it that differs from what is saved is on its way. */
export const isUnderway = (kept: KeptEdits, fields: readonly string[]): boolean =>
  fields.every((field) => kept[field]?.sent !== undefined && kept[field].sent === kept[field].mine)

/** With these given back: they were not stored. */
export const returned = (kept: KeptEdits, fields: readonly string[]): KeptEdits =>
  mapEdits(kept, (field, { base, mine, sent }) =>
    fields.includes(field) || sent === undefined ? { base, mine } : { base, mine, sent },
  )

/** After the hub stored these; what was typed since begins from there. */
export function settled(
  kept: KeptEdits,
  stored: Readonly<Record<string, FieldValue | undefined>>,
): KeptEdits {
  return mapEdits(kept, (field, edit) => {
    const value = stored[field]
    if (value === undefined) return edit
    return edit.mine === value ? null : { base: value, mine: edit.mine }
  })
}

/** Mine stands, over what is saved now. */
export const rebased = <Values extends FieldsOf<Values>>(
  kept: KeptEdits,
  field: string,
  saved: Values,
): KeptEdits =>
  mapEdits(kept, (name, edit) =>
    name === field ? { base: savedIn(saved, field) ?? null, mine: edit.mine } : edit,
  )

/** Without these fields. */
export const without = (kept: KeptEdits, fields: readonly string[]): KeptEdits =>
  mapEdits(kept, (field, edit) => (fields.includes(field) ? null : edit))

function mapEdits(kept: KeptEdits, change: (field: string, edit: Edit) => Edit | null): KeptEdits {
  return Object.fromEntries(
    Object.entries(kept).flatMap(([field, edit]) => {
      const after = change(field, edit)
      return after === null ? [] : [[field, after]]
    }),
  )
}
