import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Field } from '@hub/ui/field'
import { NativeSelect } from '@hub/ui/native-select'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../trpc.ts'
import { Loaded } from './loaded.tsx'
import { useProgramLevels } from './program-levels.ts'
import type { Program } from './program-levels.ts'

export interface ProgramDialogProps {
  /** As it is now: what was chosen shows when the list has been read again. */
  program: Program
  onClose: () => void
}

/** How far a key or an application goes in each module. Each choice holds at once. */
export function ProgramDialog({ program, onClose }: ProgramDialogProps) {
  const choices = useQuery(useTRPC().organizations.access.choices.queryOptions({}, { staleTime: Infinity }))
  const { pending, inModule } = useProgramLevels(program)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`What “${program.name}” may do`}
      description={
        program.kind === 'key'
          ? 'Never more than its person may. A choice holds at once.'
          : 'Never more than its person may. For more than it has, connect it again.'
      }
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <Loaded
        query={choices}
        failed="The levels of access could not be loaded"
        skeleton={<Skeleton className="h-16" />}
      >
        {({ modules }) => (
          <div className="flex flex-col gap-3">
            {modules.map((module) => {
              const { value, options, onChoose } = inModule(module)
              return (
                <Field key={module.name} label={module.title}>
                  <NativeSelect
                    options={options}
                    value={value}
                    disabled={pending || !onChoose}
                    onChange={({ target }) => onChoose?.(target.value)}
                  />
                </Field>
              )
            })}
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}
