import { z } from 'zod'
import type { JobDescription } from '../../../platform/jobs/kind.ts'
import { ScanKind } from '../checks/schema.ts'

const Payload = z.strictObject({ siteId: z.uuid(), host: z.string(), kind: ScanKind })

/** A website is looked at. */
export const scanDescription: JobDescription<typeof Payload> = {
  name: 'security.scan',
  title: ({ host }) => `Scan of ${host}`,
  payload: Payload,
  queue: 'default',
}
