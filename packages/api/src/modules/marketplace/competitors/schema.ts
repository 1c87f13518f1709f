import { z } from 'zod'
import { entityId } from '../../../shared/ids.ts'
import { listInput, listOutput } from '../../../shared/list.ts'
import { mutationInput } from '../../../shared/mutation.ts'
import { NoInput } from '../../../shared/no-input.ts'
import { line, searchPhrase } from '../../../shared/text.ts'
import { Instant } from '../../../shared/time.ts'
import { KnownVersion } from '../../../shared/version.ts'

export const CompetitorId = entityId('marketplace_competitor')
export const CompetitorState = z.enum(['found', 'followed', 'dismissed'])
export type CompetitorState = z.infer<typeof CompetitorState>

const MILES_TEN_KM = 16
const MOST_KM = 50

export const Competitor = z.strictObject({
  id: CompetitorId,
  state: CompetitorState,
  name: z.string(),
  address: z.string().nullable(),
  website: z.string().nullable(),
  distanceMetres: z.int().nullable().meta({ description: 'From the place that was searched around' }),
  score: z.int().meta({ description: '0 to 100: how much they are like you' }),
  reasons: z.array(z.string()),
  foundAt: Instant,
  updatedAt: Instant,
  version: z.int(),
})
export type Competitor = z.infer<typeof Competitor>
export const CompetitorPage = listOutput(Competitor)

export const ListCompetitors = listInput(['best', 'nearest'], {
  search: searchPhrase.optional(),
  state: z.enum(['found', 'followed']).optional(),
})
export type ListCompetitors = z.infer<typeof ListCompetitors>

export const FindCompetitors = mutationInput({
  what: line(80, 2).meta({ description: 'Kind of business, such as coffee roaster' }),
  near: line(120, 2).meta({ description: 'Town or address' }),
  radiusKm: z.number().min(0.5).max(MOST_KM).default(MILES_TEN_KM),
})
export type FindCompetitors = z.infer<typeof FindCompetitors>
export const StartedFind = z.strictObject({ jobId: entityId('job') })
export type StartedFind = z.infer<typeof StartedFind>

export const FollowCompetitor = mutationInput({
  id: CompetitorId,
  version: KnownVersion.optional(),
  name: line(200).optional().meta({ description: 'As you call them' }),
})
export type FollowCompetitor = z.infer<typeof FollowCompetitor>
export const DismissCompetitor = mutationInput({ id: CompetitorId })
export type DismissCompetitor = z.infer<typeof DismissCompetitor>

export const ForgetFound = mutationInput({})
export type ForgetFound = z.infer<typeof ForgetFound>
export const CompetitorSetup = z.strictObject({
  isReady: z.boolean().meta({ description: 'Whether this hub can ask Google Places' }),
})
export type CompetitorSetup = z.infer<typeof CompetitorSetup>
export const ReadSetup = NoInput
