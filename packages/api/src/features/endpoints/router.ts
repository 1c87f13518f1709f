import type { Meta } from '../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { Done } from '../../shared/mutation.ts'
import {
  discardDelivery,
  getDelivery,
  listDeliveries,
  redeliver,
  redeliverAll,
  sendTest,
} from './deliveries.ts'
import * as schema from './schema.ts'
import {
  createEndpoint,
  getEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateSecret,
  updateEndpoint,
} from './service.ts'

const read = {
  permission: 'endpoint.read',
  price: 'free',
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
/** Where a firm's events go is decided by people, at their own screen. */
const write = {
  ...read,
  permission: 'endpoint.write',
  effect: 'write',
  doors: 'browserOnly',
} as const satisfies Partial<Meta>
const again = { ...write, doors: 'noTools' } as const satisfies Partial<Meta>

const deliveriesRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List deliveries to endpoints',
      description: 'What was sent to endpoints in the last month or is on its way, newest first.',
    })
    .input(schema.ListEndpointDeliveries)
    .output(schema.EndpointDeliveryPage)
    .query(({ ctx, input }) => listDeliveries(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read a delivery to an endpoint',
      description: 'What was sent, and what was answered at each try.',
    })
    .input(schema.GetEndpointDelivery)
    .output(schema.EndpointDeliveryWithAttempts)
    .query(({ ctx, input }) => getDelivery(ctx, input)),
  redeliver: orgProcedure
    .meta({
      ...again,
      title: 'Send a delivery again',
      description: 'Sends the same event once more, under the same id.',
    })
    .input(schema.ChangeEndpointDelivery)
    .output(schema.EndpointDelivery)
    .mutation(({ ctx, input }) => redeliver(ctx, input)),
  redeliverAll: orgProcedure
    .meta({
      ...again,
      title: 'Send all given-up deliveries again',
      description: 'Sends up to 500 events that were given up for an endpoint once more, the oldest first.',
    })
    .input(schema.RedeliverAll)
    .output(schema.RedeliveredCount)
    .mutation(({ ctx, input }) => redeliverAll(ctx, input)),
  discard: orgProcedure
    .meta({
      ...again,
      title: 'Discard a delivery',
      description: 'Puts one that waits or was given up aside for good.',
    })
    .input(schema.ChangeEndpointDelivery)
    .output(schema.EndpointDelivery)
    .mutation(({ ctx, input }) => discardDelivery(ctx, input)),
})

export const endpointsRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List endpoints',
      description: 'Addresses to which the hub sends events as they happen.',
    })
    .input(schema.ListEndpoints)
    .output(schema.EndpointPage)
    .query(({ ctx, input }) => listEndpoints(ctx, input)),
  get: orgProcedure
    .meta({ ...read, title: 'Read an endpoint', description: 'What it gets, and whether that arrives.' })
    .input(schema.GetEndpoint)
    .output(schema.Endpoint)
    .query(({ ctx, input }) => getEndpoint(ctx, input)),
  create: orgProcedure
    .meta({
      ...write,
      secret: true,
      title: 'Create an endpoint',
      description: 'Has events of these topics sent to an address, signed with a secret that is shown once.',
    })
    .input(schema.CreateEndpoint)
    .output(schema.EndpointWithSecret)
    .mutation(({ ctx, input }) => createEndpoint(ctx, input)),
  update: orgProcedure
    .meta({
      ...write,
      title: 'Change an endpoint',
      description:
        'Its name, address and topics, or whether it is on. It gets what whoever turned it on, or led it elsewhere, may read.',
    })
    .input(schema.UpdateEndpoint)
    .output(schema.Endpoint)
    .mutation(({ ctx, input }) => updateEndpoint(ctx, input)),
  remove: orgProcedure
    .meta({
      ...write,
      effect: 'destructive',
      title: 'Remove an endpoint',
      description: 'Nothing goes there any more; its log goes with it.',
    })
    .input(schema.ChangeEndpoint)
    .output(Done)
    .mutation(({ ctx, input }) => removeEndpoint(ctx, input)),
  rotateSecret: orgProcedure
    .meta({
      ...write,
      secret: true,
      title: 'Change the secret of an endpoint',
      description: 'Makes a new one, shown once; the one before signs beside it for a day.',
    })
    .input(schema.ChangeEndpoint)
    .output(schema.EndpointWithSecret)
    .mutation(({ ctx, input }) => rotateSecret(ctx, input)),
  sendTest: orgProcedure
    .meta({
      ...again,
      title: 'Send a test to an endpoint',
      description: 'Sends something harmless; endpoints.deliveries.get tells what was answered.',
    })
    .input(schema.ChangeEndpoint)
    .output(schema.EndpointDelivery)
    .mutation(({ ctx, input }) => sendTest(ctx, input)),
  deliveries: deliveriesRouter,
})
