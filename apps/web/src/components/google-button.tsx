import { Button } from '@hub/ui/button'
import { useQuery } from '@tanstack/react-query'
import { googleAddress } from '../google.ts'
import { useTRPC } from '../trpc.ts'

export interface GoogleButtonProps {
  label: string
  /** Where to go afterwards, a path of this hub. */
  next?: string | undefined
}

/** Leaves for Google; there only where the hub has it. */
export function GoogleButton({ label, next }: GoogleButtonProps) {
  const { data } = useQuery(useTRPC().auth.registration.queryOptions({}, { staleTime: Infinity }))
  if (data?.hasGoogle !== true) return null
  return (
    <Button size="lg" block render={<a href={googleAddress(next)} />}>
      {label}
    </Button>
  )
}
