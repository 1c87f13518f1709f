import { pathPrefix } from '../path-prefix.ts'
import type { AnyRouter } from '@trpc/server'
import type { OrgContext } from '../calls/context.ts'
import type { Door } from '../../shared/doors.ts'
import type { OrgRole } from '../../shared/roles.ts'
import type { SampleTrade } from './sample-trade.ts'
import type { TourDeclaration } from './tour.ts'

/** The businesses of the sample that `hub seed` makes. */
export type SampleName = 'bakery' | 'repairs'

/** Who of the sample acts, and how long ago: in the afternoon of that day, and today so many hours before now. */
export interface SampleMoment {
  who: string
  daysAgo: number
  hoursAgo?: number
}

/** A business of the sample while a module fills it. */
export interface SamplePlace {
  name: SampleName
  /** Its website: "hearthandrye.example". */
  host: string
  /** Who works there, by first name; the first is the owner. */
  people: readonly { name: string; id: string; role: OrgRole }[]
  /** What it sells to whom: modules tell of the same orders. */
  trade: SampleTrade
  /** A day of the calendar where the business is, so many days from today; before it with a negative number. */
  day(fromToday: number): string
  /** A procedure called by one of them, so long ago. */
  call(as: SampleMoment, path: string, input: object): Promise<unknown>
  /**
   * What that procedure does once its answer from outside has come: the sample keeps a record of such an answer, because
   * nothing outside knows its businesses.
   */
  within<R>(as: SampleMoment, path: string, work: (ctx: OrgContext) => Promise<R>): Promise<R>
}

/** An act that an assistant asked for: decided since, or still waiting. */
export interface SampleRequest {
  path: string
  input: object
  decision: 'approve' | 'decline' | null
}

/** A run that its clock starts, in the afternoon of that day, and what the person says whom it asks; null where it still waits. */
export interface SampleRun {
  daysAgo: number
  answer: 'yes' | 'no' | null
  note?: string
  /** What people did about it since, with what its steps gave, by their names. */
  after?(outputs: Readonly<Record<string, unknown>>): Promise<unknown>
}

/** A workflow that the owner published. */
export interface SampleWorkflow {
  name: string
  description: string
  /** It has a schedule, and asks once. */
  draft: object
  publishedDaysAgo: number
  /** In the order in which they were. */
  runs: readonly SampleRun[]
}

/** What a module has in the sample, made by the procedures that people use, so that removing the sample leaves nothing of it. */
export interface SampleDeclaration {
  /** Does what people would have done there in the last weeks. */
  fill(place: SamplePlace): Promise<void>
  requests: Readonly<Record<SampleName, readonly SampleRequest[]>>
  /** What happens by itself there. */
  workflows?: (place: SamplePlace) => readonly SampleWorkflow[]
  /** What people asked the assistant. */
  questions: Readonly<Record<SampleName, readonly string[]>>
  /** Acts on which the business spent credits, day by day in this order. */
  usage: readonly { path: string; door: Door }[]
}

interface Declares {
  name: string
  isTopLevel?: boolean
  router: AnyRouter
  samples?: SampleDeclaration
  tour?: TourDeclaration
}

function calledOn({ walk, acts = [], sample = [] }: TourDeclaration): readonly { path: string }[] {
  const walked = walk ? [walk.make, walk.list] : []
  return [...walked, ...[...acts, ...sample].flatMap((act) => ('path' in act ? act : []))]
}

/** Refuses a sample or a tour of acts that are not the module's: it would break only for whoever sees the hub first. */
export function checkSamples({ name, isTopLevel = false, router, samples, tour }: Declares): void {
  const asked = Object.values(samples?.requests ?? {}).flat()
  const paths = [...asked, ...(samples?.usage ?? []), ...(tour ? calledOn(tour) : [])].map(({ path }) => path)
  const procedures = router._def.procedures as Record<string, unknown>
  const prefix = pathPrefix({ name, isTopLevel })
  const wrong = paths.find((path) => !path.startsWith(prefix) || !(path.slice(prefix.length) in procedures))
  if (wrong !== undefined)
    throw new Error(
      `The module "${name}": its sample or tour calls "${wrong}", which is not among its procedures. Name one as "${prefix}list".`,
    )
}
