import { z } from 'zod'
import type { JobDescription } from '../../../platform/jobs/kind.ts'

const Payload = z.strictObject({ tripId: z.uuid(), title: z.string() })

/** Flights, places to stay and cars are compared for a trip. */
export const lookDescription: JobDescription<typeof Payload> = {
  name: 'travel.look',
  title: ({ title }) => `Offers for ${title}`,
  payload: Payload,
  queue: 'default',
}
