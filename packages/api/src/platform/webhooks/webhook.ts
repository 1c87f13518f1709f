import { z } from 'zod'
import type { Machine } from '../calls/machine.ts'
import type { CredentialDeclaration } from '../kept/credentials.ts'
import type { WebhookSender } from './sender.ts'

/** What is stored of a request until it is worked off. */
export const StoredDelivery = z.strictObject({
  /** What the sender calls it. */
  id: z.string(),
  /** The very bytes, in base64. */
  body: z.string(),
})

export interface WebhookDelivery {
  id: string
  body: Buffer
  receivedAt: string
  /** Which try this is. */
  attempts: number
}

/**
 * What another service sends to the module. A signed request is stored, answered, and then worked off like an event: by a
 * machine in the one organization it was sent for, with tries that pause longer each time, and dead letters.
 */
export interface WebhookDeclaration extends WebhookSender {
  /** The machine of its module in whose name it works. */
  as: string
  /** May see a delivery again after a crash; what it writes by its machine for one is then not done twice. It has 50 seconds. */
  run(delivery: WebhookDelivery, machine: Machine): Promise<void>
}

interface Checked {
  name: string
  webhooks?: Readonly<Record<string, WebhookDeclaration>>
  credentials?: Readonly<Record<string, CredentialDeclaration>>
  machines?: Readonly<Record<string, unknown>>
}

const NAME = /^[a-z]+\.[a-z][a-z0-9-]*$/

/** Throws where a webhook could not be addressed, verified or worked off. */
export function checkWebhooks(modules: readonly Checked[]): void {
  for (const { name: module, webhooks = {}, credentials = {}, machines = {} } of modules)
    for (const [name, { as, credential, title }] of Object.entries(webhooks)) {
      if (!name.startsWith(`${module}.`) || !NAME.test(name))
        throw new Error(
          `The module "${module}" declares the webhook "${name}". Its name is part of its address: "${module}.", then small letters, digits and -, such as "${module}.orders".`,
        )
      if (title === '') throw new Error(`The module "${module}": the webhook "${name}" needs a title.`)
      if (typeof credential !== 'function' && !Object.values(credentials).includes(credential))
        throw new Error(
          `The module "${module}": the webhook "${name}" is verified with a credential that is not among its \`credentials\`. Add it there.`,
        )
      if (!(as in machines))
        throw new Error(
          `The module "${module}": "${name}" works as "${as}", which it does not declare. Add it to \`machines\` with a title and what it may do.`,
        )
    }
}
