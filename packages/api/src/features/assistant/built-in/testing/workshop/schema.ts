import { z } from 'zod'
import { entityId, MemberId } from '../../../../../shared/ids.ts'
import { listInput, listOutput, oneOrMore } from '../../../../../shared/list.ts'
import { mutationInput } from '../../../../../shared/mutation.ts'
import { line, searchPhrase } from '../../../../../shared/text.ts'
import { Day, Instant } from '../../../../../shared/time.ts'

const BikeId = entityId('workshop_bike')
const RepairId = entityId('workshop_repair')

const RepairStatus = z.enum(['booked', 'onStand', 'waitingForParts', 'ready', 'collected'])
export type RepairStatus = z.infer<typeof RepairStatus>

export const Bike = z.strictObject({
  id: BikeId,
  name: z.string(),
  owner: z.string().nullable(),
  createdAt: Instant,
})
export type Bike = z.infer<typeof Bike>
export const BikePage = listOutput(Bike)

export const ListBikes = listInput(['name', 'newest'], {
  search: searchPhrase.optional().meta({ description: 'Words in the name of the bike or of its owner' }),
})
export type ListBikes = z.infer<typeof ListBikes>

export const AddBike = mutationInput({
  name: line(120).meta({ description: "What it is called: Mrs Doyle's Brompton" }),
  owner: line(120).nullable().default(null).meta({ description: 'Whose it is' }),
})
export type AddBike = z.infer<typeof AddBike>

export const Repair = z.strictObject({
  id: RepairId,
  number: z.string().meta({ description: 'As on its label: R-107' }),
  bikeId: BikeId,
  bikeName: z.string(),
  problem: z.string(),
  status: RepairStatus,
  mechanicId: MemberId.nullable(),
  mechanicName: z.string().nullable(),
  promisedOn: Day.nullable(),
  priceCents: z.int().nullable(),
  createdAt: Instant,
})
export type Repair = z.infer<typeof Repair>
export const RepairPage = listOutput(Repair)

export const ListRepairs = listInput(['promised', 'newest'], {
  search: searchPhrase.optional().meta({ description: 'Words in the number, the bike or what is wrong' }),
  status: oneOrMore(z.enum(['open', ...RepairStatus.options]))
    .optional()
    .meta({ description: 'open = not collected' }),
  mechanicId: oneOrMore(MemberId).optional().meta({ description: 'Who does it' }),
  mine: z.boolean().optional().meta({ description: 'Those of the caller' }),
  unassigned: z.boolean().optional().meta({ description: 'Those no mechanic has' }),
  promisedFrom: Day.optional().meta({ description: 'Promised on this day or later' }),
  promisedTo: Day.optional().meta({ description: 'Promised on this day or earlier' }),
  overdue: z.boolean().optional().meta({ description: 'Past the promised day and not ready' }),
})
export type ListRepairs = z.infer<typeof ListRepairs>

export const NamedRepair = z.strictObject({ id: RepairId })
export type NamedRepair = z.infer<typeof NamedRepair>

export const BookRepair = mutationInput({
  bikeId: BikeId,
  problem: line(300).meta({ description: 'What is wrong with it, or what is to be done' }),
  mechanicId: MemberId.nullable().default(null).meta({ description: 'Who does it' }),
  promisedOn: Day.nullable().default(null).meta({ description: 'The day it is promised for' }),
})
export type BookRepair = z.infer<typeof BookRepair>

export const SetStatus = mutationInput({
  id: RepairId,
  status: RepairStatus.meta({ description: 'How far it is' }),
})
export type SetStatus = z.infer<typeof SetStatus>

export const AssignRepair = mutationInput({
  id: RepairId,
  mechanicId: MemberId.nullable().meta({ description: 'Who does it; null: nobody yet' }),
})
export type AssignRepair = z.infer<typeof AssignRepair>

export const PromiseRepair = mutationInput({
  id: RepairId,
  promisedOn: Day.nullable().meta({ description: 'The day it is promised for; null: no day' }),
})
export type PromiseRepair = z.infer<typeof PromiseRepair>

export const QuoteRepair = mutationInput({
  id: RepairId,
  priceCents: z.int().min(0).max(10_000_000).meta({ description: 'What it costs, in cents' }),
})
export type QuoteRepair = z.infer<typeof QuoteRepair>

export const CancelRepair = mutationInput({ id: RepairId })
export type CancelRepair = z.infer<typeof CancelRepair>
