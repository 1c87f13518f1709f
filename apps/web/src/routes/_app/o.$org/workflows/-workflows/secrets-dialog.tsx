import { Button } from '@hub/ui/button'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { Dialog } from '@hub/ui/dialog'
import { Empty } from '@hub/ui/empty'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { SecretForm } from './secret-form.tsx'
import { useRemoveSecret, useSecrets } from './use-secrets.ts'

type Secret = NonNullable<ReturnType<typeof useSecrets>['data']>['items'][number]
type Asked = { kind: 'add' } | { kind: 'replace' | 'remove'; secret: Secret }

/** What workflows sign in with elsewhere: names and hosts, to add, replace and remove. */
export function SecretsDialog({ onClose }: { onClose: () => void }) {
  const secrets = useSecrets()
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  if (asked?.kind === 'add') return <SecretForm onSet={close} onClose={close} />
  if (asked?.kind === 'replace') return <SecretForm replaces={asked.secret} onSet={close} onClose={close} />
  if (asked?.kind === 'remove') return <RemoveSecret secret={asked.secret} onClose={close} />
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title="Secrets of workflows"
      description="Keys and tokens for other services. Steps put them in by name; nobody is shown them, no run holds them."
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" onClick={() => setAsked({ kind: 'add' })}>
            <Plus aria-hidden="true" />
            Add a secret
          </Button>
        </>
      }
    >
      <Loaded query={secrets} failed="The secrets could not be loaded" skeleton={<SkeletonRows rows={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="No secrets yet">
              Add one, then choose it in a step that calls another service.
            </Empty>
          ) : (
            <ul aria-label="Secrets" className="divide-y divide-line">
              {items.map((secret) => (
                <SecretRow key={secret.name} secret={secret} onAsk={(kind) => setAsked({ kind, secret })} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Dialog>
  )
}

interface SecretRowProps {
  secret: Secret
  onAsk: (kind: 'replace' | 'remove') => void
}

function SecretRow({ secret: { name, hosts, setAt }, onAsk }: SecretRowProps) {
  const timeZone = useTimeZone()
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2.5">
      <div className="min-w-0 flex-1 basis-[200px]">
        <p className="font-mono text-13 font-medium tracking-normal wrap-anywhere">{name}</p>
        <p className="text-12 text-text-2 wrap-anywhere">
          For {hosts.join(', ')}, set <Time value={setAt} format="day" timeZone={timeZone} plain />
        </p>
      </div>
      <Button size="sm" aria-label={`Replace ${name}`} onClick={() => onAsk('replace')}>
        Replace
      </Button>
      <Button size="sm" variant="danger-quiet" aria-label={`Remove ${name}`} onClick={() => onAsk('remove')}>
        Remove
      </Button>
    </li>
  )
}

function RemoveSecret({ secret: { name }, onClose }: { secret: Secret; onClose: () => void }) {
  const remove = useRemoveSecret()
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove “${name}”?`}
      consequence="Steps that need it fail from then on."
      confirmLabel="Remove"
      pendingLabel="Removing"
      pending={remove.isPending}
      onConfirm={() => remove.mutate(name, { onSettled: onClose })}
    />
  )
}
