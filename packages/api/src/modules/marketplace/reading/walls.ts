import type { Page } from './page.ts'
import { textOfLine } from './sources/text.ts'

/** What stands between a visitor and the product. */
export interface Wall {
  kind: 'consent' | 'robot' | 'sign-in'
  reason: string
}

const CONSENT =
  /before you continue|we value your privacy|your privacy choices|cookie (?:consent|wall)|(?:accept|allow) (?:all )?cookies|accept all|alle (?:cookies )?akzeptieren|zustimmen und weiter|bevor sie fortfahren|ihre zustimmung|tout accepter|accepter et continuer|aceptar (?:todo|todas|y continuar)|accetta (?:tutto|tutti|e continua)|alles accepteren|godkänn alla|accepter alle|zaakceptuj/i
const ROBOT =
  /just a moment|attention required|access denied|robot check|captcha|are you a (?:robot|human)|verify (?:that )?you are human|unusual traffic|pardon our interruption|sind sie ein roboter|êtes-vous un robot/i

const MOST_LINES = 60
/** A wall is short; a shop under a banner is not. */
const MOST_SIGNS = 4_000

/** The wall that a page is, by its words; null for one that is none. */
export function wallOf(page: Page, url: string): Wall | null {
  const text = [page.title, ...page.lines.slice(0, MOST_LINES).map(textOfLine)].join('\n')
  const isShort = page.lines.length <= MOST_LINES && text.length <= MOST_SIGNS
  const isConsentHost = URL.parse(url)?.hostname.startsWith('consent.') ?? false
  if (isConsentHost || (isShort && CONSENT.test(text)))
    return { kind: 'consent', reason: 'The page asks for consent to cookies before it shows anything.' }
  if (isShort && ROBOT.test(text))
    return {
      kind: 'robot',
      reason: 'The shop asks visitors to prove that they are no robot; that is not got around.',
    }
  if (isShort && page.hasPasswordField)
    return { kind: 'sign-in', reason: 'The page asks to sign in before it shows anything.' }
  return null
}
