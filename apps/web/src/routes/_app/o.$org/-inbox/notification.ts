import type { AppRouter } from '@hub/api'
import type { Tone } from '@hub/ui/status'
import type { inferRouterOutputs } from '@trpc/server'
import {
  AtSign,
  Banknote,
  Coins,
  FileText,
  Hand,
  Hourglass,
  MessageCircle,
  Plug,
  Shield,
  SquareCheck,
  UserRound,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'

export type Notification = inferRouterOutputs<AppRouter>['notifications']['list']['items'][number]

export const icons: Record<Notification['icon'], LucideIcon> = {
  approval: Hand,
  comment: MessageCircle,
  credits: Coins,
  file: FileText,
  job: Hourglass,
  mention: AtSign,
  money: Banknote,
  person: UserRound,
  plug: Plug,
  shield: Shield,
  task: SquareCheck,
}

export const tones: Record<Notification['tone'], Tone> = {
  usual: 'neutral',
  good: 'success',
  warning: 'warning',
  failure: 'danger',
}

/** The whole sentence, as it is read out and stands over what is open. */
export const wordsOf = ({ actorName, sentence }: Pick<Notification, 'actorName' | 'sentence'>): string =>
  `${actorName === null ? '' : `${actorName} `}${sentence.map(({ text }) => text).join('')}`
