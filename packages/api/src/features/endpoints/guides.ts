import type { Guide } from '../../platform/catalog/phrases.ts'

/** What becomes of what is sent to other programs. */
export const endpointGuides: Readonly<Record<string, Guide>> = {
  endpointMeaning: {
    title: 'What an endpoint is',
    say: [
      '(what is|explain) (an endpoint|a webhook endpoint|an outgoing webhook)',
      'what are (endpoints|webhooks|webhook endpoints) (for|good for)',
      '(why|when) does an endpoint (get paused|pause itself|stop)',
      'what does (failing|paused|given up) mean (for|of|beside) (an endpoint|a delivery|a webhook)',
      '(how often|how long|for how long) (do you|does the hub) try to (send|deliver) (an event|events|a delivery|a webhook)',
      'what happens to events (while|when|if) (an endpoint|the receiver|the other program) is (paused|down|off|not there)',
      'what is the secret of (an endpoint|a webhook) for',
      'what do (i|we) need (an endpoint|endpoints|webhooks) for',
      'what does it mean (that|when|if) (an endpoint|a webhook endpoint|a webhook) is (failing|paused)',
      'how does (our website|our shop|another program|our till) (learn|hear|get to know) (of|about) what happens (here|in the hub)',
      'can i see the secret of an endpoint (again|once more|later)',
      'how can (another program|our website|our shop|our till) (be told|hear|learn) (of|about) what happens (here|in the hub)',
      'why do endpoints (get paused|stop|pause)',
      'why (is|was) an endpoint paused (by itself|by you|)',
    ],
    not: [
      'list our endpoints',
      'why is the endpoint Till paused',
      '(is any|which|is there a) endpoint (failing|paused|that is paused)',
      'make a new endpoint',
      'pause the endpoint Till',
      'send the delivery again',
      'which deliveries failed',
      'change the secret of the endpoint Till',
      'can another program start a workflow',
      'what happened today',
    ],
    tell: 'An endpoint is an address of another program that is told what happens here; owners and admins set it up on the page “Events”, under “Endpoints”, and its secret is shown only then. What does not arrive is tried again for about a day and then given up; “Show” and “Send again” send it once more. Where nothing arrived for five days it is paused, and what happens meanwhile is not kept for it.',
  },
}
