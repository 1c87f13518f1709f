import type { Member } from '@hub/api/schemas/organizations'
import { Note } from '@hub/ui/note'
import { RadioGroup } from '@hub/ui/radio-group'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { refreshMe, useHub, useMe, useOrganization } from '../../../../account.ts'
import { FormDialog } from '../../../../components/form-dialog.tsx'
import { roleMeanings, rolesFor, roleWords } from '../../../../components/role-words.ts'
import type { Role } from '../../../../components/role-words.ts'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'

/** What deserves a second look before it is saved. */
function warningFor({ name, from, to, isSelf }: { name: string; from: Role; to: Role; isSelf: boolean }) {
  if (from === to) return null
  if (isSelf) return 'This takes rights from yourself. Somebody else has to give them back.'
  return to === 'owner' ? `${name} can then do everything you can, also take your own role away.` : null
}

/** Gives a member another role. */
export function RoleDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { trpc, queryClient } = useHub()
  const { user } = useMe()
  const { role: own } = useOrganization()
  const router = useRouter()
  const { userId, name, role: from } = member
  const [to, setTo] = useState<Role>(from)
  const change = useMutation(
    trpc.organizations.members.changeRole.mutationOptions({
      async onSuccess({ role }) {
        showToast(`${name}: ${roleWords[role]}`)
        if (userId === user.id) await refreshMe(router.options.context.hubs)
        onClose()
        void queryClient.invalidateQueries(trpc.organizations.pathFilter())
      },
    }),
  )
  const warning = warningFor({ name, from, to, isSelf: userId === user.id })
  return (
    <FormDialog
      title={`Role of ${name}`}
      description="It holds at once, also for their keys and connected applications. They get a mail."
      submitLabel="Change role"
      pendingLabel="Saving"
      pending={change.isPending}
      refusal={change.error ? toFailure(change.error).message : undefined}
      onClose={onClose}
      onSubmit={() =>
        to === from ? onClose() : change.mutate({ userId, role: to, idempotencyKey: newKey() })
      }
    >
      <RadioGroup
        label="Role"
        options={rolesFor(own).map((value) => ({
          value,
          label: roleWords[value],
          hint: roleMeanings[value],
        }))}
        value={to}
        onValueChange={setTo}
      />
      {warning !== null && <Note tone="warning">{warning}</Note>}
    </FormDialog>
  )
}
