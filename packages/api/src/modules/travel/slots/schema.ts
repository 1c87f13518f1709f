import { z } from 'zod'
import { Amount, CurrencyCode } from '../../../shared/money.ts'
import { Day } from '../../../shared/time.ts'

/** Where a slot has its value from. */
export const SlotSource = z.enum(['said', 'assumed', 'edited', 'model'])
export type SlotSource = z.infer<typeof SlotSource>

export const MOST_TRAVELLERS = 9
export const MOST_DAYS_AHEAD = 360
export const LONGEST_NIGHTS = 60

/** A place by its id, with the name that people read. */
export const TripPlace = z.strictObject({ id: z.string().max(80), name: z.string(), country: z.string() })
export type TripPlace = z.infer<typeof TripPlace>

export const Party = z.strictObject({
  adults: z.int().min(1).max(MOST_TRAVELLERS),
  childAges: z.array(z.int().min(0).max(17)).max(MOST_TRAVELLERS - 1),
})
export type Party = z.infer<typeof Party>

export const TripBudget = z.strictObject({
  amount: Amount,
  currency: CurrencyCode,
  per: z.enum(['trip', 'person', 'night']).default('trip'),
})
export type TripBudget = z.infer<typeof TripBudget>

export const Cabin = z.enum(['economy', 'premium', 'business', 'first'])
export type Cabin = z.infer<typeof Cabin>

/** What counts besides price and time. */
export const Wish = z.enum([
  'direct',
  'morning',
  'central',
  'breakfast',
  'refundable',
  'holdBag',
  'car',
  'flat',
  'hotel',
  'quiet',
  'pool',
  'warm',
  'beach',
  'nature',
  'culture',
  'food',
  'snow',
  'family',
])
export type Wish = z.infer<typeof Wish>

const slotOf = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    value,
    source: SlotSource,
    confidence: z.number().min(0).max(1),
    quote: z.string().max(200).optional().meta({ description: 'The words it was read from' }),
  })

/** What is known of a trip; null is not known yet. */
export const TripSlots = z.strictObject({
  from: slotOf(TripPlace).nullable(),
  to: slotOf(TripPlace).nullable(),
  depart: slotOf(Day).nullable(),
  returning: slotOf(Day).nullable().meta({ description: 'Null: one way, or not known' }),
  party: slotOf(Party),
  rooms: slotOf(z.int().min(1).max(MOST_TRAVELLERS)),
  budget: slotOf(TripBudget).nullable(),
  cabin: slotOf(Cabin),
  wishes: slotOf(z.array(Wish).max(8)),
})
export type TripSlots = z.infer<typeof TripSlots>
export type SlotName = keyof TripSlots
export interface Slot<T> {
  value: T
  source: SlotSource
  confidence: number
  quote?: string | undefined
}

/** Something that only the traveller can say. */
export const TripQuestion = z.strictObject({
  slot: z.enum(['from', 'to', 'depart', 'returning', 'party', 'budget']),
  text: z.string(),
  choices: z.array(z.strictObject({ label: z.string(), value: z.string() })).max(6),
})
export type TripQuestion = z.infer<typeof TripQuestion>

/** Something that was asked for and that no offer is chosen by. */
export const UnmetWish = z.strictObject({
  about: z.enum([
    'animals',
    'access',
    'times',
    'surface',
    'meals',
    'seats',
    'bulky',
    'stay',
    'parts',
    'airline',
    'services',
  ]),
  quote: z.string(),
  text: z.string(),
})
export type UnmetWish = z.infer<typeof UnmetWish>

/** What a text says of a trip. */
export const Understood = z.strictObject({
  slots: TripSlots,
  questions: z.array(TripQuestion).max(6),
  faults: z.array(z.string()).max(6).meta({ description: 'What cannot be as it was said, in words' }),
})
export type Understood = z.infer<typeof Understood>
