import { AdvisedError } from './advised-error.ts'
import type { Advice } from './advised-error.ts'
import type { Cluster as WholeCluster } from './embedded-cluster.ts'
import { inWords } from './state-folder.ts'

type Cluster = Pick<WholeCluster, 'dataDir'>

/** A server that ended by itself and would end the same way at every try. */
export class ServerRefusedError extends AdvisedError {
  override readonly name = 'ServerRefusedError'
}

/** What it says when it is told to stop, when somebody knocks too early, or when a server before it is not quite gone. */
const PASSES =
  /lock file "\S+" already exists|shared memory block|could not bind|could not create any TCP\/IP sockets|the database system is |terminating connection|shutdown request/
const ENDS = /(?:FATAL|PANIC): +(?<fatal>.+)|^postgres: (?<bare>.+)/

/** Its last words → what they mean here; `found` is the rest of a sentence about it. */
const WORDS: readonly [RegExp, (cluster: Cluster) => Advice][] = [
  [
    /has invalid permissions/,
    ({ dataDir }) => ({ found: `other users may enter ${dataDir}`, next: `Close it: chmod 700 ${dataDir}` }),
  ],
  [
    /has wrong ownership|Permission denied/,
    ({ dataDir }) => ({
      found: `some of ${dataDir} belongs to another user than the folder itself`,
      next: `Give all of it to one: chown -R <user> ${dataDir}`,
    }),
  ],
  [
    /Cannot allocate memory|could not map anonymous shared memory/,
    () => ({
      found: 'this machine has too little memory free',
      next: 'Make some free, or start the hub on a larger one.',
    }),
  ],
]

/** Why a server that has ended would end again; undefined where another try may do better. `said` is what it wrote meanwhile. */
export function lastingRefusal(cluster: Cluster, said: string): Error | undefined {
  const lines = said.split('\n').filter((line) => ENDS.test(line) && !PASSES.test(line))
  const last = lines.at(-1)
  if (last === undefined || PASSES.test(said)) return undefined
  if (/No space left on device/.test(said))
    return asError(inWords(Object.assign(new Error(last), { code: 'ENOSPC' }), cluster.dataDir))
  const { fatal, bare } = ENDS.exec(last)?.groups ?? {}
  const known = WORDS.find(([form]) => form.test(said))?.[1](cluster)
  const { found, next } = known ?? {
    found: fatal ?? bare ?? last,
    next: 'What it wrote before says more: npm run hub -- logs',
  }
  return new ServerRefusedError({ found: `The built-in PostgreSQL does not start: ${found}`, next })
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
