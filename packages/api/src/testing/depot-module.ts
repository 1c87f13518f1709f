import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { modules } from '../modules/index.ts'
import { router } from '../platform/calls/trpc.ts'
import type { CredentialDeclaration } from '../platform/kept/credentials.ts'
import type { HubModule } from '../platform/module.ts'
import type { WebhookDeclaration } from '../platform/webhooks/webhook.ts'

const fields = z.object({
  lowAt: z.int().min(0).default(5).meta({ title: 'Low at', description: 'How many boxes are few.' }),
})

const supplier: CredentialDeclaration = {
  title: 'key of the supplier',
  about: 'In the portal of the supplier, under “Access”.',
  permission: 'depot.box.manage',
  secret: z.string().min(8),
}

const Order = z.object({ order: z.string(), breaks: z.enum(['once', 'always']).optional() })

const signedText = (id: string, seconds: string, body: Buffer) =>
  Buffer.concat([Buffer.from(`${id}.${seconds}.`), body])

/** Signed as "Standard Webhooks" says: id, second and bytes, and one or more signatures. */
const orders: WebhookDeclaration = {
  title: 'New orders',
  as: 'depot.clerk',
  credential: supplier,
  read({ body, header }) {
    const [id, seconds, signatures] = [
      header('webhook-id'),
      header('webhook-timestamp'),
      header('webhook-signature'),
    ]
    if (id === null || seconds === null || signatures === null) return null
    return {
      id,
      sentAt: new Date(Number(seconds) * 1000),
      signed: signedText(id, seconds, body),
      signatures: signatures.split(' ').map((one) => Buffer.from(one.replace(/^v1,/, ''), 'base64')),
    }
  },
  async run({ body, attempts }, machine) {
    const { order, breaks } = Order.parse(JSON.parse(body.toString()))
    await machine.call('modules.ops.tasks.create', { title: `Pack ${order}` })
    if (breaks === 'always' || (breaks === 'once' && attempts === 1)) throw new Error('the printer is away')
  },
}

/** What the supplier of the depot sends. */
export function depotDelivery(order: object, { secret = '', id = 'msg_1', at = new Date() }) {
  const body = JSON.stringify(order)
  const seconds = String(Math.floor(at.getTime() / 1000))
  const signature = createHmac('sha256', secret)
    .update(signedText(id, seconds, Buffer.from(body)))
    .digest('base64')
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${signature}`,
  }
  return { body, headers }
}

/** A module that keeps and hears what no module of the product needs yet. */
const depot: HubModule = {
  name: 'depot',
  title: 'Depot',
  router: router({}),
  schemas: [],
  permissions: {
    'depot.box.read': { title: 'See boxes', level: 'read' },
    'depot.box.manage': { title: 'Set up boxes', level: 'manage' },
  },
  settings: { fields, permission: 'depot.box.manage' },
  credentials: { 'depot.supplier': supplier },
  machines: { 'depot.clerk': { title: 'Depot: clerk', permissions: ['ops.task.write'] } },
  webhooks: { 'depot.orders': orders },
  entities: {},
  activity: {},
  personal: { files: [], leftOut: [] },
}

export const modulesWithDepot = [...modules, depot]
