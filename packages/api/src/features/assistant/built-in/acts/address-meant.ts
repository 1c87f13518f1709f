import { readAddress } from '../../../../reading/address.ts'
import type { AddressPart } from '../../../../reading/address.ts'
import type { AskedAct } from './act-table.ts'
import type { Field } from './fields.ts'
import type { Meanings, Meant, Source } from './meaning.ts'
import { overlaps, spotsOf, textOf } from './said.ts'
import type { Range, Said, Spot } from './said.ts'

const read = new WeakMap<Said, readonly Spot<AddressPart>[]>()

/** The parts of the address in a request, for an act that has a place for a street. */
export function addressIn({ fields }: AskedAct, said: Said): readonly Spot<AddressPart>[] {
  if (!fields.some(({ name, kind }) => name === 'street' && kind === 'text')) return []
  const known = read.get(said) ?? spotsOf(said.tokens, readAddress(said.text))
  read.set(said, known)
  return known
}

/** Each part of an address belongs to the field of its name, whatever an example would make of it. */
export function fillAddress({ act, said }: Source, meanings: Meanings): void {
  for (const spot of addressIn(act, said))
    if (act.fields.some(({ name, kind }) => name === spot.value && kind === 'text'))
      meanings.add(spot.value, { kind: 'value', value: textOf(said, spot.from, spot.to) }, spot)
}

const value = (one: unknown): Meant => ({ kind: 'value', value: one })

const ADDRESSES = { link: 'links', host: 'hosts', email: 'emails' } as const

/** Telephone numbers, as they were said. */
const phonesIn = (said: Said): readonly Spot<string>[] =>
  said.phones.map(({ from, to }) => ({ from, to, value: textOf(said, from, to) }))

/** What of a form of its own stands in a slot: where a page is, a mail address, a telephone number; null for any other field. */
export function addressMeant(said: Said, { kind }: Field, slot: Range): Meant | null {
  if (kind !== 'link' && kind !== 'host' && kind !== 'email' && kind !== 'phone') return null
  const all = kind === 'phone' ? phonesIn(said) : said[ADDRESSES[kind]]
  const found = all.find((one) => overlaps(one, slot))
  return found ? value(found.value) : null
}

export function fillLink({ act, said }: Source, meanings: Meanings): void {
  const isOpen = ({ kind, name }: Field) => (kind === 'link' || kind === 'host') && !meanings.values.has(name)
  const field = act.fields.find(isOpen)
  const link = said[field?.kind === 'host' ? 'hosts' : 'links'].find((one) => meanings.isFree(one))
  if (field && link) meanings.add(field.name, value(link.value), link)
}

/** What no slot took, where the act has one place for it; what stands at the end of a name is cut off there. */
function fillOnly(
  { act }: Source,
  meanings: Meanings,
  [kind, said]: [Field['kind'], readonly Spot<string>[]],
): void {
  const [field, ...others] = act.fields.filter((one) => one.kind === kind)
  const [only, ...more] = said
  if (!field || !only || others.length + more.length > 0 || meanings.values.has(field.name)) return
  const names = act.fields.flatMap((one) =>
    one.kind === 'text' && one.isRequired && !(act.phrases.asSaid ?? []).includes(one.name) ? [one.name] : [],
  )
  if (['', ...names].some((name) => meanings.isFree(only, name)))
    meanings.add(field.name, value(only.value), only)
}

/** A mail address and a telephone number are known by their form, wherever they are said. */
export function fillContact(source: Source, meanings: Meanings): void {
  fillOnly(source, meanings, ['email', source.said.emails])
  fillOnly(source, meanings, ['phone', phonesIn(source.said)])
}
