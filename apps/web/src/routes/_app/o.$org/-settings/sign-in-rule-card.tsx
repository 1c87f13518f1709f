import type { AppRouter } from '@hub/api'
import { Card } from '@hub/ui/card'
import { Switch } from '@hub/ui/switch'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useCan, useHub } from '../../../../account.ts'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'

type Organizations = inferRouterOutputs<AppRouter>['organizations']
type Members = Organizations['members']['list']

/** Members without a second factor, as many as are read at once; the team page has them all. */
export const UNPROTECTED = { hasSecondFactor: false, limit: 100 } as const

export interface SignInRuleCardProps {
  organization: Organizations['get']
  /** The members without a second factor, for those who look after members. */
  unprotected: Members | undefined
}

/** Whether members need a second factor. Owners decide, everybody may know. */
export function SignInRuleCard({ organization, unprotected }: SignInRuleCardProps) {
  const canDecide = useCan('organization.own')
  const { requiresSecondFactor } = organization
  return (
    <Card title="How members sign in">
      <div className="flex flex-col gap-3">
        {canDecide ? (
          <RuleSwitch isOn={requiresSecondFactor} />
        ) : (
          <p>
            {requiresSecondFactor
              ? 'Members need a second factor to work here.'
              : 'A password is enough to work here.'}
          </p>
        )}
        {unprotected && <Unprotected members={unprotected} isRequired={requiresSecondFactor} />}
      </div>
    </Card>
  )
}

function RuleSwitch({ isOn }: { isOn: boolean }) {
  const { trpc, queryClient } = useHub()
  const update = useMutation(
    trpc.organizations.update.mutationOptions({
      onSuccess(saved) {
        queryClient.setQueryData(trpc.organizations.get.queryKey({}), saved)
        showToast(
          saved.requiresSecondFactor
            ? 'From now on members need a second factor.'
            : 'A password is enough from now on.',
        )
      },
      onError: (error) => showErrorToast(toFailure(error).message),
    }),
  )
  // While it is on its way the switch shows where it is going.
  const isShown = update.isPending ? update.variables.requiresSecondFactor === true : isOn
  return (
    <Switch
      label="Members need a second factor"
      hint="Whoever has none cannot work here until they set one up, and their keys stop too."
      checked={isShown}
      disabled={update.isPending}
      onCheckedChange={(requiresSecondFactor) =>
        update.mutate({ requiresSecondFactor, idempotencyKey: newKey() })
      }
    />
  )
}

/** Who a stolen password alone would let in, or whom the rule keeps out. */
function Unprotected({ members, isRequired }: { members: Members; isRequired: boolean }) {
  const { items, nextCursor } = members
  if (items.length === 0) return <p className="text-13 text-text-2">Every member has a second factor.</p>
  const names = items.map(({ name }) => name).join(', ')
  return (
    <p className="border-t border-line pt-3 text-13 text-text-2 wrap-anywhere">
      <b className="font-medium text-text">
        {isRequired ? 'Kept out until they set one up:' : 'Without a second factor:'}
      </b>{' '}
      {names}
      {nextCursor !== null && ' and others'}
    </p>
  )
}
