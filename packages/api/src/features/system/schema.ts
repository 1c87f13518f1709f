import { z } from 'zod'
import { Effect } from '../../shared/effect.ts'
import { Instant } from '../../shared/time.ts'
import { RegistrationMode } from '../auth/schema.ts'

export const Status = z.strictObject({
  version: z.string(),
  registration: RegistrationMode,
  assistant: z.string().meta({ description: '"built-in", or the name of the model behind the assistant' }),
  time: Instant,
})
export type Status = z.infer<typeof Status>

const HelpTool = z.strictObject({
  tool: z.string(),
  title: z.string(),
  description: z.string(),
  effect: Effect,
})

export const Help = z.strictObject({
  toolsets: z.array(z.strictObject({ name: z.string(), tools: z.array(HelpTool) })),
})
export type Help = z.infer<typeof Help>
