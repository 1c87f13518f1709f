import { Field } from '@hub/ui/field'
import { NativeSelect } from '@hub/ui/native-select'
import { levelWords } from './access-levels.ts'
import { levelOfChosen, levelsOffered, withLevel } from './scope-levels.ts'
import type { LevelScope } from './scope-levels.ts'
import { TickList } from './tick-list.tsx'

export interface ScopeChoiceProps {
  scopes: readonly LevelScope[]
  modules: readonly { name: string; title: string }[]
  /** Of what is chosen one by one: "What else the key may do". */
  label: string
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** Exactly what a key or an application may do: a level for each module, and the rest one by one. */
export function ScopeChoice({ scopes, modules, label, chosen, onChange }: ScopeChoiceProps) {
  const offered = modules
    .map((module) => ({ ...module, own: scopes.filter((scope) => scope.module === module.name) }))
    .filter(({ own }) => own.length > 0)
  const others = scopes.filter(({ module }) => module === null)
  return (
    <div className="flex flex-col gap-3">
      {offered.map(({ name, title, own }) => {
        const level = levelOfChosen(own, chosen)
        const levels = level === 'some' ? [level, ...levelsOffered(own)] : levelsOffered(own)
        return (
          <Field key={name} label={title} hint={wordsOf(own, chosen)}>
            <NativeSelect
              options={levels.map((value) => ({ value, label: levelWords[value] }))}
              value={level}
              onChange={({ target: { value } }) => {
                const next = levelsOffered(own).find((one) => one === value)
                if (next) onChange(withLevel(own, chosen, next))
              }}
            />
          </Field>
        )
      })}
      {others.length > 0 && (
        <TickList
          label={label}
          options={others.map((scope) => ({ value: scope.name, label: scope.title }))}
          chosen={chosen}
          onChange={onChange}
        />
      )}
    </div>
  )
}

/** "See tasks, change tasks." */
function wordsOf(own: readonly LevelScope[], chosen: readonly string[]): string {
  const titles = own.filter(({ name }) => chosen.includes(name)).map(({ title }) => title)
  const words = titles.map((title, at) => (at === 0 ? title : title.charAt(0).toLowerCase() + title.slice(1)))
  return words.length === 0 ? 'Nothing there.' : `${words.join(', ')}.`
}
