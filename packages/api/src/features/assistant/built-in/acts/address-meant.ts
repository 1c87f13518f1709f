import { readAddress } from '../../../../reading/address.ts'
import type { AddressPart } from '../../../../reading/address.ts'
import type { AskedAct } from './act-table.ts'
import type { Meanings, Source } from './meaning.ts'
import { spotsOf, textOf } from './said.ts'
import type { Said, Spot } from './said.ts'

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
