import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { levelWords } from '../../../../components/access-levels.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { useTRPC } from '../../../../trpc.ts'
import type { Person } from './access-row.tsx'

/** "What can Ana do?", in words. */
export function AccessDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { userId, name } = person
  const access = useQuery(useTRPC().organizations.access.ofMember.queryOptions({ userId }))
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={`What ${name} may do`}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <Loaded query={access} failed="This could not be loaded" skeleton={<Skeleton className="h-40" />}>
        {({ modules, others }) => (
          <div className="flex flex-col gap-4 text-14">
            {modules.map((module) => (
              <Allowed
                key={module.name}
                title={`${module.title}: ${levelWords[module.level]}`}
                allows={module.allows}
              />
            ))}
            <Allowed title="With the role" allows={others} />
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

function Allowed({ title, allows }: { title: string; allows: readonly string[] }) {
  return (
    <section>
      <h3 className="font-medium">{title}</h3>
      <p className="text-text-2">{allows.length === 0 ? 'Nothing.' : `${allows.join(', ')}.`}</p>
    </section>
  )
}
