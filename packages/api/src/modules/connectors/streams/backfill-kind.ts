import { z } from 'zod'
import type { JobDescription } from '../../../platform/jobs/kind.ts'

export const BackfillPayload = z.strictObject({ connectionId: z.uuid(), title: z.string() })

/** Everything that an account has is read, stream by stream. */
export const backfillDescription: JobDescription<typeof BackfillPayload> = {
  name: 'connectors.backfill',
  title: ({ title }) => `Reading ${title}`,
  payload: BackfillPayload,
  queue: 'bulk',
}
