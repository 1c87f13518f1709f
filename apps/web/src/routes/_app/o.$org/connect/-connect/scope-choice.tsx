import { Field } from '@hub/ui/field'
import { NativeSelect } from '@hub/ui/native-select'
import { levelWords } from '../../../../../components/access-levels.ts'
import { levelOfChosen, levelsOffered, withLevel } from '../../../../../components/scope-levels.ts'
import type { LevelScope } from '../../../../../components/scope-levels.ts'
import { TickList } from '../../../../../components/tick-list.tsx'

export interface ScopeChoiceProps {
  scopes: readonly LevelScope[]
  modules: readonly { name: string; title: string }[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** Exactly what a key may do: a level for each module, and the rest one by one. */
export function ScopeChoice({ scopes, modules, chosen, onChange }: ScopeChoiceProps) {
  const offered = modules
    .map((module) => ({ ...module, own: scopes.filter((scope) => scope.module === module.name) }))
    .filter(({ own }) => own.length > 0)
  return (
    <div className="flex flex-col gap-3">
      {offered.map(({ name, title, own }) => {
        const level = levelOfChosen(own, chosen)
        const levels = level === 'some' ? [level, ...levelsOffered(own)] : levelsOffered(own)
        return (
          <Field key={name} label={title}>
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
      <TickList
        label="What else the key may do"
        options={scopes
          .filter(({ module }) => module === null)
          .map((scope) => ({ value: scope.name, label: scope.title }))}
        chosen={chosen}
        onChange={onChange}
      />
    </div>
  )
}
