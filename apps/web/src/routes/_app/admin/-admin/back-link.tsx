import { ArrowLeft } from 'lucide-react'
import { Link } from '@tanstack/react-router'

/** From one thing back to the list it stands in. */
export function BackLink({
  to,
  children,
}: {
  to: '/admin/users' | '/admin/organizations'
  children: string
}) {
  return (
    <Link to={to} className="mb-3 inline-flex items-center gap-1.5 text-13 text-text-2">
      <ArrowLeft aria-hidden="true" />
      {children}
    </Link>
  )
}
