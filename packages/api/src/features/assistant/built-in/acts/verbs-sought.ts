import type { Meanings, Slot, Source } from './meaning.ts'

const AUXILIARY = /^(?:has|have|had|did|do|does|hasn't|haven't|hadn't|didn't|don't|doesn't)$/
const SUBJECT =
  /^(?:i|we|you|they|he|she|it|nobody|anybody|somebody|everybody|anyone|someone|everyone|people)$/

/** The "shoved" of "has anybody shoved past their day": what stands behind who does it is a verb. */
function isVerb({ said: { tokens } }: Source, { from }: Slot): boolean {
  const [auxiliary, subject] = [tokens[from - 2]?.text ?? '', tokens[from - 1]?.text ?? '']
  return AUXILIARY.test(auxiliary) && SUBJECT.test(subject)
}

/** What is done to rows is no word of theirs to look for, where the same words narrow the look-up otherwise. */
export function dropVerbs(source: Source, slots: readonly Slot[], meanings: Meanings): void {
  if (source.act.entry.meta.effect !== 'read') return
  for (const slot of slots) {
    const field = source.act.fields.find(({ name }) => name === slot.value)
    const isSpare = field?.kind === 'text' && !field.isRequired && !field.isShort && field.form === null
    const others = [...meanings.values.keys()].filter((name) => name !== slot.value)
    if (isSpare && others.length > 0 && isVerb(source, slot)) meanings.drop(slot.value)
  }
}
