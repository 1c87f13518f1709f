import type { Meta } from '../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { Done } from '../../shared/mutation.ts'
import { NoInput } from '../../shared/no-input.ts'
import { beginConnection, finishConnection, useKey } from './connections/connect.ts'
import * as connections from './connections/schema.ts'
import {
  endConnection,
  getConnection,
  listConnections,
  listProviders,
  pauseConnection,
  resumeConnection,
} from './connections/service.ts'
import * as streams from './streams/schema.ts'
import { listen, recheck, reconcile, startSync, step } from './streams/service.ts'

const read = {
  permission: 'connectors.connection.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
const manage = {
  permission: 'connectors.connection.manage',
  price: null,
  effect: 'write',
  doors: 'browserOnly',
  stepUp: true,
} as const satisfies Partial<Meta>
const write = {
  permission: 'connectors.sync.write',
  price: null,
  effect: 'write',
  doors: 'all',
} as const satisfies Partial<Meta>

/** Steps of the reading, which a machine goes; programs may as well. */
const ofReader = { ...write, doors: 'noTools', forMachines: true } as const satisfies Partial<Meta>

const connectionsRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List connections',
      description: 'Accounts at other services that this organization reads.',
    })
    .input(connections.ListConnections)
    .output(connections.ConnectionPage)
    .query(({ ctx, input }) => listConnections(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read a connection',
      description: 'What a connection reads, how far it is, and what it was last compared with.',
    })
    .input(connections.GetConnection)
    .output(connections.WholeConnection)
    .query(({ ctx, input }) => getConnection(ctx, input)),
  begin: orgProcedure
    .meta({
      ...manage,
      title: 'Connect a service',
      description: 'Answers where a person allows this hub to read an account.',
    })
    .input(connections.BeginConnection)
    .output(connections.BegunConnection)
    .mutation(({ ctx, input }) => beginConnection(ctx, input)),
  finish: orgProcedure
    .meta({
      ...manage,
      actsOutside: true,
      title: 'Finish connecting',
      description: 'Takes what the service sent back, and begins to read.',
    })
    .input(connections.FinishConnection)
    .output(connections.WholeConnection)
    .mutation(({ ctx, input }) => finishConnection(ctx, input)),
  useKey: orgProcedure
    .meta({
      ...manage,
      title: 'Connect by a key',
      description: 'Tries a restricted key, keeps it sealed, and begins to read.',
    })
    .input(connections.UseKey)
    .output(connections.WholeConnection)
    .mutation(({ ctx, input }) => useKey(ctx, input)),
  pause: orgProcedure
    .meta({
      ...write,
      title: 'Pause a connection',
      description: 'Reads nothing more from it until it goes on.',
    })
    .input(connections.ChangeConnection)
    .output(connections.Connection)
    .mutation(({ ctx, input }) => pauseConnection(ctx, input)),
  resume: orgProcedure
    .meta({ ...write, title: 'Go on with a connection', description: 'Reads from it again.' })
    .input(connections.ChangeConnection)
    .output(connections.Connection)
    .mutation(({ ctx, input }) => resumeConnection(ctx, input)),
  end: orgProcedure
    .meta({
      ...manage,
      effect: 'destructive',
      actsOutside: true,
      title: 'End a connection',
      description: 'Forgets the permission; what it brought goes as well, unless it is to stay.',
    })
    .input(connections.EndConnection)
    .output(Done)
    .mutation(({ ctx, input }) => endConnection(ctx, input)),
})

const syncsRouter = router({
  start: orgProcedure
    .meta({
      ...write,
      title: 'Read a connection now',
      description: 'Reads everything that is still to come of a connection, as a job.',
    })
    .input(streams.StartSync)
    .output(streams.StartedSync)
    .mutation(({ ctx, input }) => startSync(ctx, input)),
  step: orgProcedure
    .meta({
      ...ofReader,
      title: 'Read the next page',
      description: 'Reads one page of a stream and writes what it says.',
    })
    .input(streams.StepStream)
    .output(streams.SteppedStream)
    .mutation(({ ctx, input }) => step(ctx, input)),
  recheck: orgProcedure
    .meta({
      ...ofReader,
      title: 'Look at one record again',
      description: 'Reads one record from the service and writes what it says now.',
    })
    .input(streams.RecheckRecord)
    .output(streams.RecheckedRecord)
    .mutation(({ ctx, input }) => recheck(ctx, input)),
  listen: orgProcedure
    .meta({
      ...ofReader,
      title: 'Hear of changes at once',
      description: 'Has the service tell this hub what changes, where it can.',
    })
    .input(streams.ListenTo)
    .output(streams.Listening)
    .mutation(({ ctx, input }) => listen(ctx, input)),
  reconcile: orgProcedure
    .meta({
      ...ofReader,
      title: 'Compare with the service',
      description: 'Compares a stream with its service, and takes out what is gone there.',
    })
    .input(streams.ReconcileStream)
    .output(streams.ReconciledStream)
    .mutation(({ ctx, input }) => reconcile(ctx, input)),
})

export const connectorsRouter = router({
  providers: orgProcedure
    .meta({ ...read, title: 'List services', description: 'Services that can be connected.' })
    .input(NoInput)
    .output(connections.ProviderList)
    .query(({ ctx }) => listProviders(ctx)),
  connections: connectionsRouter,
  syncs: syncsRouter,
})
