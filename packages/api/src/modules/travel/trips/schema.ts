import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { line, prose, searchPhrase } from '../../../shared/text.ts'
import { Day, Instant } from '../../../shared/time.ts'
import { KnownVersion } from '../../../shared/version.ts'
import { FitWeights } from '../bundles/schema.ts'
import { Cabin, MOST_TRAVELLERS, SlotSource, TripBudget, TripQuestion, Wish } from '../slots/schema.ts'

export const TripId = entityId('travel_trip')
const LONGEST_WISH = 2_000

/** One thing that is known of a trip, as people read and change it. */
export const TripChip = z.strictObject({
  slot: z.enum(['from', 'to', 'depart', 'returning', 'party', 'rooms', 'budget', 'cabin', 'wishes']),
  value: z.string().meta({ description: 'As the act that changes it takes it' }),
  words: z.string(),
  source: SlotSource,
  quote: z.string().nullable(),
})
export type TripChip = z.infer<typeof TripChip>

/** `open`: something has to be said first. `looking`: offers are not found yet. */
export const TripState = z.enum(['open', 'looking', 'found', 'held', 'booked'])
export type TripState = z.infer<typeof TripState>

export const Trip = z.strictObject({
  id: TripId,
  title: z.string(),
  state: TripState,
  departs: Day.nullable(),
  returns: Day.nullable(),
  cards: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
})
export type Trip = z.infer<typeof Trip>
export const TripPage = listOutput(Trip)

export const WholeTrip = z.strictObject({
  ...Trip.shape,
  chips: z.array(TripChip),
  questions: z.array(TripQuestion),
  faults: z.array(z.string()),
  unmet: z.array(z.string()),
  jobId: entityId('job').nullable().meta({ description: 'Looks for offers' }),
})
export type WholeTrip = z.infer<typeof WholeTrip>

export const ListTrips = listInput(['newest', 'soonest'], { search: searchPhrase.optional() })
export type ListTrips = z.infer<typeof ListTrips>
export const GetTrip = z.strictObject({ id: TripId })
export type GetTrip = z.infer<typeof GetTrip>

/** In few words: this tool is as large as one may be. */
const version = KnownVersion.optional().meta({ description: '412 if changed' })
const placeName = line(80, 2)

export const CreateTrip = mutationInput({
  text: prose(LONGEST_WISH).min(2).meta({
    description: 'The trip in words: Berlin to Lisbon, 3 to 8 May, two people, under 900 EUR',
  }),
}).meta({ examples: [{ text: 'Berlin to Lisbon, 3 to 8 May, two people, under 900 EUR' }] })
export type CreateTrip = z.infer<typeof CreateTrip>

export const UpdateTrip = mutationInput({
  id: TripId,
  version,
  title: line(120).optional(),
  text: prose(LONGEST_WISH).min(2).optional().meta({ description: 'In words: a day later' }),
  from: placeName.optional(),
  to: placeName.optional(),
  depart: Day.optional(),
  returning: Day.nullable().optional().meta({ description: 'null: one way' }),
  cabin: Cabin.optional(),
  wishes: z.array(Wish).max(8).optional(),
})
export type UpdateTrip = z.infer<typeof UpdateTrip>

export const SetParty = mutationInput({
  id: TripId,
  version,
  adults: z.int().min(1).max(MOST_TRAVELLERS).optional(),
  childAges: z
    .array(z.int().min(0).max(17))
    .max(MOST_TRAVELLERS - 1)
    .optional(),
  rooms: z.int().min(1).max(MOST_TRAVELLERS).optional(),
})
export type SetParty = z.infer<typeof SetParty>

export const SetBudget = mutationInput({
  id: TripId,
  version,
  budget: TripBudget.nullable().meta({ description: 'null: none' }),
})
export type SetBudget = z.infer<typeof SetBudget>

export const SetWeights = mutationInput({ id: TripId, version, weights: FitWeights })
export type SetWeights = z.infer<typeof SetWeights>

/** All that can be changed of a trip by itself. */
export type TripChange = UpdateTrip & SetParty & Partial<SetBudget & SetWeights> & { id: string }
export const RemoveTrip = mutationInput({ id: TripId })
export type RemoveTrip = z.infer<typeof RemoveTrip>
export const PlanTrip = mutationInput({ id: TripId })
export type PlanTrip = z.infer<typeof PlanTrip>
