import type { Hub } from '../../trpc.ts'
import type { OfflineSender } from '../web-module.ts'

type Tasks = Hub['client']['modules']['ops']['tasks']

interface Sent<Call extends (input: never) => Promise<unknown>> {
  input: Parameters<Call>[0]
  result: Awaited<ReturnType<Call>>
}

interface TaskActs {
  create: Sent<Tasks['create']['mutate']>
  complete: Sent<Tasks['complete']['mutate']>
  comment: Sent<Tasks['comments']['add']['mutate']>
}

declare module '../web-module.ts' {
  // oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- declaration merging
  interface OfflineActs extends TaskActs {}
}

const changes: OfflineSender['changes'] = (hub) => hub.trpc.modules.ops.tasks.pathFilter()

/** What may be done with tasks while the hub cannot be reached. */
export const offline: { [Act in keyof TaskActs]: OfflineSender<Act> } = {
  create: {
    words: { waits: 'create', failed: 'was not created' },
    send: (hub, input) => hub.client.modules.ops.tasks.create.mutate(input),
    changes,
  },
  complete: {
    words: { waits: 'complete', failed: 'was not completed' },
    send: (hub, input) => hub.client.modules.ops.tasks.complete.mutate(input),
    changes,
  },
  comment: {
    words: { waits: 'comment on', failed: 'did not get your comment' },
    send: (hub, input) => hub.client.modules.ops.tasks.comments.add.mutate(input),
    changes,
  },
}
