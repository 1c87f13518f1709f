import type { HubModule } from '../module.ts'
import { hubEvents, innerEvents } from './topics.ts'

const firstWord = (topic: string) => topic.split('.')[0] ?? ''

/** Events, listeners and jobs begin with their module's name, and nobody listens for what cannot happen. Throws an Error. */
export function checkEvents(modules: readonly HubModule[]): void {
  const declared = new Set([hubEvents, ...modules.map(({ events = {} }) => events)].flatMap(Object.keys))
  const present = new Set([...modules.map(({ name }) => name), ...Object.keys(hubEvents).map(firstWord)])
  for (const { name, events = {}, listeners = [], jobs = [], jobKinds = [] } of modules) {
    const wrong = [
      ...Object.keys(events),
      ...[...listeners, ...jobs, ...jobKinds].map((worker) => worker.name),
    ].find((one) => !one.startsWith(`${name}.`))
    if (wrong !== undefined)
      throw new Error(
        `The module "${name}" declares "${wrong}". Events, listeners and jobs begin with "${name}.", such as "${name}.${wrong.split('.').at(-1) ?? ''}".`,
      )
    for (const { name: listener, topics } of listeners) {
      const own = topics.find((topic) => topic in innerEvents)
      if (own !== undefined)
        throw new Error(
          `The module "${name}": the listener "${listener}" asks for "${own}", which is the hub's own and may hold secrets. Listen for another event.`,
        )
      // What a module tells that this hub does not have never happens, and is no mistake.
      const unknown = topics.find((topic) => !declared.has(topic) && present.has(firstWord(topic)))
      if (unknown !== undefined)
        throw new Error(
          `The module "${name}": the listener "${listener}" asks for the event "${unknown}", which nobody declares. Declare it in \`events\` of its module.`,
        )
    }
  }
}
