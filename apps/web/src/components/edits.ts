import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { forgetDraft, keepDraft, onDrafts, readDraft } from '../draft-storage.ts'
import { useUnsaved } from '../unsaved.ts'
import {
  conflictsIn,
  editedFields,
  isUnderway,
  parseEdits,
  rebased,
  returned,
  sending,
  settled,
  typed,
  unsent,
  withEdits,
  without,
} from './kept-edits.ts'
import type { Conflict, FieldName, FieldsOf, KeptEdits } from './kept-edits.ts'

/** What one person changed over a record that others may change too (CON-5). */
export interface Edits<Values> {
  /** What the form shows: what was changed, and what is saved in all other fields. */
  values: Values
  edited: FieldName<Values>[]
  conflicts: Conflict<Values>[]
  /** All of it is from before the page was loaded or left. */
  isRestored: boolean
  set: (changed: Partial<Values>) => void
  /** These are typed and on their way. */
  send: (changed: Partial<Values>) => void
  /** The hub has stored these; what was typed since then stays. */
  settle: (stored: Partial<Values>) => void
  /** The hub did not take these. */
  giveBack: (fields: readonly FieldName<Values>[]) => void
  /** Mine stands, over what the other one wrote. */
  keepMine: (field: FieldName<Values>) => void
  /** Gives these up, or everything. */
  drop: (fields?: readonly FieldName<Values>[]) => void
  /** Whether this newer state of the record changes a field that is being changed here. */
  clashesWith: (saved: Values) => boolean
}

const keep = (name: string, kept: KeptEdits): void =>
  Object.keys(kept).length === 0 ? forgetDraft(name) : keepDraft(name, JSON.stringify(kept))

/**
 * Changes over `saved`, kept under a name until the hub has them. `saved` may change while somebody writes: fields
 * that were not touched follow it, and one that both changed becomes a conflict.
 */
export function useEdits<Values extends FieldsOf<Values>>(name: string, saved: Values): Edits<Values> {
  const text = useSyncExternalStore(onDrafts, () => readDraft(name))
  const kept = useMemo(() => parseEdits(text), [text])
  const edited = editedFields(kept, saved)
  const [isRestored, setRestored] = useState(edited.length > 0)
  // The kept text is the truth: an answer may come after the form is gone.
  const change = (by: (before: KeptEdits) => KeptEdits) => keep(name, by(parseEdits(readDraft(name))))
  useEffect(() => {
    // What was on its way when the page was left may have arrived, or not.
    change((before) => unsent(before, saved))
  }, [name])
  useUnsaved(!isUnderway(kept, edited))
  return {
    values: withEdits(kept, saved),
    edited,
    conflicts: conflictsIn(kept, saved),
    isRestored: isRestored && edited.length > 0,
    set: (changed) => {
      setRestored(false)
      change((before) => typed(before, changed, saved))
    },
    send: (changed) => change((before) => sending(typed(before, changed, saved), Object.keys(changed))),
    settle: (stored) => change((before) => settled(before, stored)),
    giveBack: (fields) => change((before) => returned(before, fields)),
    keepMine: (field) => change((before) => rebased(before, field, saved)),
    drop: (fields = edited) => change((before) => without(before, fields)),
    clashesWith: (now) => conflictsIn(parseEdits(readDraft(name)), now).length > 0,
  }
}
