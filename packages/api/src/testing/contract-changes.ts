import type { Contract, ContractEntry } from './contract-form.ts'
import { schemaChanges } from './schema-changes.ts'
import type { Change } from './schema-changes.ts'

const facts = ['type', 'effect', 'doors', 'permission'] as const

function entryChanges(path: string, before: ContractEntry, after: ContractEntry): Change[] {
  const changed = facts
    .filter((fact) => before[fact] !== after[fact])
    .map((fact) => ({
      text: `${path}: ${fact} was ${before[fact]}, is now ${after[fact]}`,
      isBreaking: true,
    }))
  const sides = (['input', 'output'] as const).flatMap((side) =>
    schemaChanges(before[side], after[side], { side, place: `${path} ${side}` }),
  )
  return [...changed, ...sides]
}

function changesOf(path: string, before?: ContractEntry, after?: ContractEntry): Change[] {
  if (before && after) return entryChanges(path, before, after)
  return [{ text: `${path}: ${after ? 'is new' : 'is gone'}`, isBreaking: !after }]
}

export interface ContractChanges {
  breaking: string[]
  compatible: string[]
}

/** What changed between two states of the contract, apart by whether a caller of the older one can notice. */
export function contractChanges(before: Contract, after: Contract): ContractChanges {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted()
  const changes = paths.flatMap((path) => changesOf(path, before[path], after[path]))
  const texts = (isBreaking: boolean) =>
    changes.filter((change) => change.isBreaking === isBreaking).map(({ text }) => text)
  return { breaking: texts(true), compatible: texts(false) }
}

const listed = (title: string, lines: string[]) =>
  lines.length === 0 ? '' : `\n${title}:\n${lines.map((line) => `  - ${line}\n`).join('')}`

/** The same for people, with the command that accepts the new state. */
export function changesText({ breaking, compatible }: ContractChanges): string {
  return [
    'The contract is not the one in packages/api/contract.json.\n',
    listed('Breaking for callers of the old one', breaking),
    listed('Compatible', compatible),
    '\nTo accept the new state: npm test -- contract -u\n',
  ].join('')
}
