import type { SlotSource, TripBudget, TripSlots, Wish } from '../slots/schema.ts'
import { counted, moneyWords, shortDay } from '../words.ts'
import type { TripChip } from './schema.ts'

const wishWords: Readonly<Record<Wish, string>> = {
  direct: 'direct flight',
  morning: 'in the morning',
  central: 'central',
  breakfast: 'breakfast',
  refundable: 'can be cancelled',
  holdBag: 'checked bag',
  car: 'rental car',
  flat: 'flat',
  hotel: 'hotel',
  quiet: 'quiet',
  pool: 'pool',
  warm: 'warm',
  beach: 'beach',
  nature: 'nature',
  culture: 'culture',
  food: 'good food',
  snow: 'snow',
  family: 'for families',
}
const cabinWords = { economy: 'economy', premium: 'premium', business: 'business', first: 'first' } as const
const perWords = { trip: 'in all', person: 'each', night: 'a night' } as const

const budgetWords = ({ amount, currency, per }: TripBudget): string =>
  `${moneyWords(amount, currency)} ${perWords[per]}`

function partyWords({ adults, childAges }: TripSlots['party']['value']): string {
  if (childAges.length === 0) return String(adults)
  const ages = childAges.map((age) => (age === 0 ? 'under 1' : String(age))).join(', ')
  return `${counted(adults, 'adult')}, ${counted(childAges.length, 'child', 'children')} (${ages})`
}

interface Known {
  source: SlotSource
  quote?: string | undefined
}

const chip = (
  slot: TripChip['slot'],
  { source, quote }: Known,
  shown: Pick<TripChip, 'value' | 'words'>,
): TripChip => ({ slot, ...shown, source, quote: quote ?? null })

/** What is known of a trip, in the order in which people say it. */
export function chipsOf(slots: TripSlots): TripChip[] {
  const { from, to, depart, returning, party, rooms, budget, cabin, wishes } = slots
  return [
    ...(from ? [chip('from', from, { value: from.value.id, words: from.value.name })] : []),
    ...(to ? [chip('to', to, { value: to.value.id, words: to.value.name })] : []),
    ...(depart ? [chip('depart', depart, { value: depart.value, words: shortDay(depart.value) })] : []),
    ...(returning
      ? [chip('returning', returning, { value: returning.value, words: shortDay(returning.value) })]
      : []),
    chip('party', party, {
      value: [party.value.adults, ...party.value.childAges].join(','),
      words: partyWords(party.value),
    }),
    ...(budget
      ? [
          chip('budget', budget, {
            value: `${budget.value.amount} ${budget.value.currency} ${budget.value.per}`,
            words: budgetWords(budget.value),
          }),
        ]
      : []),
    chip('rooms', rooms, { value: String(rooms.value), words: String(rooms.value) }),
    chip('cabin', cabin, { value: cabin.value, words: cabinWords[cabin.value] }),
    ...(wishes.value.length > 0
      ? [
          chip('wishes', wishes, {
            value: wishes.value.join(','),
            words: wishes.value.map((wish) => wishWords[wish]).join(', '),
          }),
        ]
      : []),
  ]
}

/** ", Wed 27 Jan to Sat 30 Jan", as it ends the title of a trip. */
export const daysWords = (departs: string, returns: string | null): string =>
  `, ${shortDay(departs)}${returns === null ? '' : ` to ${shortDay(returns)}`}`

/** "Hamburg, Wed 27 Jan to Sat 30 Jan"; of what is not known yet, nothing. */
export function tripTitle({ to, depart, returning }: TripSlots): string {
  const where = to?.value.name ?? 'A trip'
  return depart ? `${where}${daysWords(depart.value, returning?.value ?? null)}` : where
}
