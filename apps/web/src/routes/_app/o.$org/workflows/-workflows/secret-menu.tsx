import { Button } from '@hub/ui/button'
import { Menu, MenuHeading, MenuItem, MenuSeparator } from '@hub/ui/menu'
import { KeyRound, Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan } from '../../../../../account.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import { useSecrets } from './use-secrets.ts'

const SecretForm = lazyPart(async () => (await import('./secret-form.tsx')).SecretForm)

interface SecretMenuProps {
  /** Of the field it is for. */
  label: string
  onChoose: (expression: string) => void
}

/** Puts a secret in by its name, and keeps a new one where the person may. */
export function SecretMenu({ label, onChoose }: SecretMenuProps) {
  const canManage = useCan('workflow.manage')
  const { data } = useSecrets()
  const [isAdding, setAdding] = useState(false)
  const items = data?.items ?? []
  return (
    <>
      <Menu
        align="end"
        className="max-w-[300px]"
        trigger={
          <Button
            size="sm"
            variant="ghost"
            className="-my-1 h-6! px-1.5! text-12!"
            aria-label={`Secret: choose one for ${label}`}
          >
            <KeyRound aria-hidden="true" />
            Secret
          </Button>
        }
      >
        <MenuHeading>{items.length === 0 ? 'No secrets yet' : 'Choose a secret'}</MenuHeading>
        {items.map(({ name, hosts }) => (
          <MenuItem key={name} onClick={() => onChoose(`secret.${name}`)}>
            {name} for {hosts.join(', ')}
          </MenuItem>
        ))}
        <MenuSeparator />
        {canManage ? (
          <MenuItem icon={<Plus aria-hidden="true" />} onClick={() => setAdding(true)}>
            Add a secret
          </MenuItem>
        ) : (
          <MenuHeading>Whoever manages workflows can add one</MenuHeading>
        )}
      </Menu>
      {isAdding && (
        <Suspense>
          <SecretForm
            onClose={() => setAdding(false)}
            onSet={(name) => {
              setAdding(false)
              onChoose(`secret.${name}`)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
