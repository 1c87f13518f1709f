import { z } from 'zod'
import { Instant } from '../../shared/time.ts'

export const GetStatus = z.strictObject({})

export const Status = z.strictObject({
  version: z.string(),
  registration: z.enum(['open', 'invite', 'closed']),
  assistant: z.string().meta({ description: '"built-in", or the name of the model behind the assistant' }),
  time: Instant,
})
export type Status = z.infer<typeof Status>

export const GetHelp = z.strictObject({})

const HelpTool = z.strictObject({
  tool: z.string(),
  title: z.string(),
  description: z.string(),
  effect: z.enum(['read', 'write', 'destructive']),
})

export const Help = z.strictObject({
  toolsets: z.array(z.strictObject({ name: z.string(), tools: z.array(HelpTool) })),
})
export type Help = z.infer<typeof Help>
