import type { HubModule } from '../module.ts'
import { MACHINES_OF_THE_HUB } from './machines.ts'

/** What works without a person is declared, named and held to what modules let it do. Throws an Error. */
export function checkMachines(modules: readonly HubModule[]): void {
  const present = new Set(modules.map(({ name }) => name))
  const known = new Set(modules.flatMap(({ permissions }) => Object.keys(permissions)))
  for (const { name, machines = {}, listeners = [], jobs = [] } of modules) {
    for (const [machine, { permissions }] of Object.entries(machines)) {
      if (!machine.startsWith(`${name}.`))
        throw new Error(
          `The module "${name}" declares the machine "${machine}". Its name begins with "${name}.", such as "${name}.${machine.split('.').at(-1) ?? ''}".`,
        )
      // What belongs to a module that this hub does not have cannot be held, and is no mistake.
      const wrong = permissions.find(
        (one) => !known.has(one) && !MACHINES_OF_THE_HUB.has(one) && !isOfAbsent(one, { modules: present }),
      )
      if (wrong !== undefined)
        throw new Error(
          `The module "${name}": the machine "${machine}" asks for "${wrong}". A machine may hold permissions of modules, ${[...MACHINES_OF_THE_HUB].join(' and ')}; whatever decides about people, keys, money or approvals is for people.`,
        )
    }
    for (const { name: worker, as } of [...listeners, ...jobs])
      if (!(as in machines))
        throw new Error(
          `The module "${name}": "${worker}" works as "${as}", which it does not declare. Add it to \`machines\` with a title and what it may do.`,
        )
  }
}

/** Three words, as permissions of modules have; the hub's own have two. */
const isOfAbsent = (permission: string, { modules }: { modules: ReadonlySet<string> }): boolean => {
  const words = permission.split('.')
  return words.length === 3 && !modules.has(words[0] ?? '')
}
