"""By which words a clause of press is a promise, a proposal, a threat: patterns over masked clauses in small letters.

In a masked clause each province is @i and each power other than the two ends #i; the two ends are #me and #you.
"""

from __future__ import annotations

import re
from typing import Final


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns))


VERB: Final = (
    r"(?:move|support|hold|take|attack|convoy|bounce|tap|cut|hit|go|retreat|build|get|leave|stay|help|cover|send|pull"
    r"|push|keep|put|use|give|bring|order|focus|open|coordinate|join|evacuate|disband|defend|swap|trade|head|march|walk"
    r"|vacate|demilitarize|force|slide|swing|strike|invade|back|stab|target|retake|block|return|enter|pressure|kill)"
)
_ING: Final = (
    r"(?:mov|support|hold|tak|attack|convoy|bounc|tapp|cutt|hitt|go|retreat|leav|stay"
    r"|help|cover|send|pull|push|keep|putt"
    r"|bring|order|open|head|march|walk|enter|forc|swing|slid|return|defend|focus)ing"
)
_THEY: Final = r"(?:#\d+|\bhe|\bshe|\bthey)"
_SOFT: Final = (
    r"(?:(?:also|just|still|probably|definitely|certainly|likely|gladly"
    r"|happily|only|then|now|be|maybe|totally|currently|at least|not|never|absolutely"
    r"|even)\s+){0,3}"
)
_START: Final = (
    r"^(?:\W|and|but|so|then|well|oh|ah|hmm|hey|haha|lol|also|or|just|maybe|perhaps|okay|ok|yes|yeah|sure|actually)*\s*"
)

PROMISE: Final = _any(
    r"(?<!if )(?<!think )\bi(?:'ll|(?:\s(?:probably|certainly|definitely|also|then|still|just))? (?:will"
    rf"|won't|shall))\b(?!\s+{_SOFT}(?:honest|admit|say\b|bet\b|assume|see\b|guess"
    r"|grant|give you (?:that|credit|props)|die\b|lose\b|dead|screwed|eliminated|know\b"
    r"|have to see|regret|survive|need|hear))",
    r"(?<!if )(?<!think )\bi(?:'m| am)\s+(?:not\s+)?(?:\w+\s+)?(?:going to|gonna)\s+(?!die"
    r"|lose|be (?:dead|screwed|eliminated|honest)|need|regret|have to)",
    rf"(?<!if )(?<!think )\bi(?:'m| am)\s+{_SOFT}{_ING}\b",
    r"\bi(?:'m| am)\s+(?:\w+\s+)?(?:planning|intending|aiming|hoping"
    r"|looking|committed|planned)\s+(?:on|to|for)\b",
    r"\bi\s+(?:\w+\s+)?(?:plan|intend|mean)\s+(?:on|to)\b|\bmy (?:plan|intention"
    r"|default|inclination|current plan) (?:is|would be)\b",
    r"\b(?:imma|ima|i'mma)\b",
    rf"^(?:\W|and|but|so|then|also)*(?:gonna|going to|will)\s+(?:do\b|{VERB})",
    rf"\bi(?:'d| can| could| would| might| may)\s+{_SOFT}(?:offer|support|help"
    r"|move|hold|convoy|cover|bounce|cut|tap|back|send|retreat|give|leave|stay|attack"
    r"|put)\b",
    r"\bi(?:'ve| have)?\s+(?:just\s+|already\s+)?(?:put in|ordered|entered|submitted|set|got orders|have orders)\b.*@",
    r"\bi(?:'m| am|'d be| would be|'ll be)\s+(?:\w+\s+)?(?:happy|glad|willing|ready"
    r"|prepared|fine|ok|okay|down|open)\s+to\s+(?!talk|discuss|hear|chat)",
    r"\bhappy to\s+(?:help|support|give|move|leave|work)",
    r"\b(?:i promise|you have my word|my word|i swear|count on me|i give you my|i pledge|i guarantee)\b",
    r"@\d+.*\bordered\b|\bordered\b.*@\d+|\bmy (?:order|move)s?\s+(?:is|are|will)\b|\bi think i'(?:ll|m)\b",
)
PROPOSAL: Final = _any(
    r"\b(?:can|could|would|will)\s+you\s+(?:please\s+|also\s+|maybe\s+|be\s+(?:willing"
    rf"|able|open|ok|okay|down|interested)\s+(?:to|in)\s+)?(?:\w+\s+)?(?:{VERB}|{_ING})",
    r"\b(?:do|would)\s+you\s+mind\b|\bdo me a favou?r\b|\b(?:want|like|need|wanted) (?:me"
    r"|you|us|your|#you) (?:to|for|in)\b|\bneed you(?:r)?\b",
    r"\byou\s+(?:should|could|can|might|may|need to|must|have to|ought to|want to"
    rf"|might want to|would)\s+{_SOFT}{VERB}",
    rf"\blet'?s\s+(?:\w+\s+)?{VERB}|\blet'?s (?:do|try|both)\b",
    r"\b(?:how|what) about\b(?=.*(?:@|\b(?:moving|support|you|we|i)\b))|\bwhat if\b|\bwhy (?:don't (?:you|we)|not)\b",
    r"\bi(?:'d| would)?\s+(?:also\s+)?(?:propose|suggest|recommend|advise|prefer|advocate"
    r"|like to see|ask|love it if|appreciate (?:it )?if)\b",
    rf"\b(?:shall|should)\s+(?:i|we)\s+{_SOFT}{VERB}|\bwould it help\b|\bdo you (?:want"
    r"|need)\b.*(?:@|support|help|my|me)",
    rf"\bif (?:you|#you)(?:'d|'ll| could| can| would| will)?\s+{_SOFT}(?:{VERB}|are (?:willing"
    r"|able|ok)|let|agree|want to)\b|\bif you're (?:willing|ok|able|down)\b",
    rf"\bplease\s+{VERB}|^(?:please\s+)?(?:feel free to|try to|make sure|go ahead and)\b",
    rf"{_START}(?:(?:and|then|so|please|instead|or)\s+)?{VERB}\b(?=.*(?:@|#\d|\b(?:him"
    r"|them|me|it|your|my|the)\b))(?!\s+(?:luck|it\b|ahead\b|on\b))",
    r"\b(?:a|the|your) move to @|\bthe (?:best|better|right|ideal) (?:play|move|thing"
    r"|option|plan)\b|\bmy (?:idea|proposal|suggestion|thought)\b|\b(?:it|that|@\d+)?\s*(?:would"
    r"|'d|might|could) be (?:\w+ )?(?:helpful|great|nice|ideal|better|best|good|awesome"
    r"|cool|useful)\b",
    r"\byou(?:'ll| will)\s+support\b|\byou (?:get|take|have) @|\bi take @.*\byou take\b|\bin exchange\b|\bin return\b",
    r"\bi(?:'d| would) (?:love|like) (?:your|some|a) (?:support|help|bounce)\b|\b(?:partial to|in favor of) a?\b",
)
LOOSE_PROPOSAL: Final = re.compile(rf"(?<!so )\bwe\s+(?:should|could|can|might|need to|must|both)\s+{_SOFT}{VERB}")
"""What we could do: a proposal if it says where or against whom."""
ALLIANCE: Final = _any(
    r"\b(?:work(?:ing)?|team(?:ing)?|fight(?:ing)?|join(?:ing)? forces|ally(?:ing)?"
    r"|partner(?:ing)?|cooperat\w+|collaborat\w+) (?:together|up|with (?:you|each other"
    r"|me|#you))\b",
    r"\b(?:our|an|this|the|my|long[- ]term|strong|solid|good) (?:\w+ )?(?:alliance"
    r"|partnership)\b|\balliance (?:would|with (?:you|me)|between us|sounds)\b",
    r"\bbe (?:\w+ )?(?:allies|partners|friends)\b|\b(?:your|my) (?:\w+ )?(?:ally|partner"
    r"|best ally)\b|\bally with (?:you|me)\b|\b(?:remain|stay) allies\b",
    r"\b(?:juggernaut|wintergreen|lepanto|western triple|central (?:triple|trio)|sealion"
    r"|dual alliance|triple alliance|warsaw pact)\b",
    r"\bunited front\b|\b(?:two|three|2|3)[- ]way (?:draw|this|win|tie)\b|\bdraw (?:together"
    r"|with (?:you|us|me))\b|#me/#you|#you/#me",
)
ALLIANCE_OF_OTHERS: Final = re.compile(
    r"#\d+\W{0,3}(?:/|-|and|&)?\W{0,2}#(?:\d+|me|you)\W*(?:\w+ )?(?:alliance|juggernaut"
    r"|collab)|\b(?:their|his) alliance"
)
PEACE: Final = _any(
    r"\bdmz(?:'?s|'?d|'?ing|'?ed)?\b|\bd\.m\.z\b|\bdemilit\w+|\bnon-?\s?aggression\b"
    r"|\bn\.?a\.?p\.?\b(?! @)(?=\W|$)|(?<!\bin )\b(?:peace|truce|ceasefire|cease-fire)\b(?! of mind"
    r"| out)",
    r"\b(?:stay(?:ing)?|keep(?:ing)?) (?:\w+ )?out of (?:the )?(?:@|each)|\bleave (?:\w+ )?(?:@\d+\W+(?:and "
    r"|, )?)+\s*(?:alone|empty|open|clear|neutral|vacant)|\bkeep (?:the )?@\d+ (?:empty"
    r"|clear|neutral|open|free)",
    r"\b(?:not|won't|never) (?:going to )?(?:attack|move (?:against|on)|stab) (?:you"
    r"|each other|#you)\b|\bneutral(?:ity| zone)\b|\bno man'?s land\b|\bleave (?:you"
    r"|each other|me) alone\b|\bhostilities\b",
)
THREAT: Final = _any(
    r"\bi'll (?:just )?fight you\b|\btak(?:e|ing) your (?:supply )?(?:centers|centres|dots|scs)\b|\bout of spite\b",
    r"\bor (?:else\b|i(?:'ll| will))|\bor i'm going to\b",
    r"\bif (?:you|#you)\b.*\b(?:i|we)(?:'ll| will|'m going to|'m gonna|'d have to"
    r"| have no choice)\b.*\b(?:attack|take|hit|throw|stab|destroy|kill|hurt|crush"
    r"|retaliat\w+|war|turn on|come (?:after|for)|give|burn|eat)\b",
    r"\byou(?:'ll| will) (?:regret|pay|be (?:sorry|dead|next|eliminated|destroyed"
    r"|crushed))\b|\bcoming (?:for|after) you\b|\byour? (?:days|time) (?:is|are) (?:numbered"
    r"|up)\b",
    r"\bthrow(?:ing)? (?:\w+ )?(?:the game|my (?:dots|centers|centres|scs?|units|game))\b"
    r"|\bi(?:'ll| will|'m going to|'m gonna)\b.*\b(?:destroy|crush|punish|retaliat\w+"
    r"|make you|make (?:your|#you)|burn|ruin|take you (?:out|down)|kill you|attack you"
    r"|stab you|come after you)\b",
    r"\b(?:no choice|forced) (?:but )?to (?:attack|take|hit|fight|defend)\b|\bthere will be (?:war"
    r"|consequences)\b|\bi(?:'m| am) going to (?:easily|just) take\b|\bconsequences\b",
)
ACCUSATION: Final = _any(
    r"\b(?:no|zero|0\.?0?|little|hardly any) reason (?:for me )?to (?:trust|believe)\b",
    r"\byour (?:deception|lies|betrayal)\b",
    r"\b(?:you're|you are) (?:so |just |still )?(?:clearly|obviously|plainly) "
    r"(?:working|allied|lying|plotting|trying)\b",
    r"\bpulled the rug\b",
    r"\b(?:you|#you)(?:'ve| have|'re| are| just| already| clearly| really)*\s+(?:lied"
    r"|lying|lie\b|stabbed|stabbing|betray\w*|attacked|attacking|broke|screwed|backstabb\w+"
    r"|cheat\w*|ignored|abandon\w*|tricked|deceiv\w*|misled|moved (?:on|into|against"
    r"|to)|took my|invaded|hit me|turned on|sold me|played me|reneg\w*)",
    r"\b(?:lied|lying|stab(?:bed)?|stabbing|betray(?:ed)?|backstab\w*|screwed|deceived) (?:to )?me\b"
    r"|\bstab(?:bed)? in the back\b|\bliar\b|\btraitor\b|\buntrustworthy\b|\bdishonest\b"
    r"|\breneg\w*\b|\bbetrayal\b",
    r"\bwhy (?:did|didn't|would|are|have|do) (?:you|#you)\b(?! (?:think|ask|say that"
    r"|want to know|guess))|\byou (?:said|told me|promised)\b.*\b(?:but|yet|and (?:then"
    r"|now|you)|didn't|instead)\b|\byou (?:didn't|never|did not) (?:even )?(?:support"
    r"|move|help|do|tell|answer|respond|reply|honou?r|keep|follow)\b",
    r"\b(?:don't|can't|cannot|never|not|wouldn't) (?:really |fully |quite |to )?(?:trust"
    r"|believe|be trusted)\b(?! (?:it|that|how|this)\b)|\bsuspicious\b|\bstrikes me (?:as )?(?:odd"
    r"|weird|strange)|\b(?:making|make|makes|made) me (?:\w+ )?(?:nervous|uncomfortable"
    r"|worried|uneasy|suspicious)\b",
    r"\bhas it out for\b|\bfor all i know you\b|\byou again\b.*\bdidn't\b"
    r"|\byou could(?:'ve| have) (?:easily )?\w+|\bdisrespectful\b|\bshitty\b|\bfear you'd\b"
    r"|\bdisappointed\b|\bfucking me\b|\bunhappy with\b|\bnot cool\b|\bunacceptable\b"
    r"|\bwhat the (?:hell|fuck|heck)\b|\bwtf\b|\bscrew(?:ing)? me\b|\bnot thrilled\b",
)
PRAISE: Final = _any(
    r"\bthanks?(?: you| so much)?\b(?! (?:to|for nothing))|\bthx\b|\bty\b|\bappreciat\w+"
    r"|\bgrateful\b|\bkudos\b|\bcongrat\w*|\bprops\b",
    r"\b(?:nice(?:ly)?|good|great|well|excellent|smart|clever|brilliant|amazing|awesome"
    r"|strong|fantastic|beautiful|solid|perfect) (?:move|turn|job|work|play|played"
    r"|done|start|stab|one|luck|game|round|season|year|opening|call|negotiat\w+)s?\b"
    r"|\bgreat starts?\b|\bwell (?:played|done)\b",
    r"\b(?:you're|you are|you've been|you have been|you were) (?:\w+ ){0,3}(?:experienced"
    r"|brilliant|fun|great|awesome|amazing|smart|clever|good|best|reliable|trustworthy"
    r"|honest|communicative|communicator|favorite|nice|kind|talented|wise|impressive"
    r"|genius|skilled|strong)\b",
    r"\bimpressive\b|\bimpressed\b|\bbrilliant\b|\bi (?:do |really |totally |completely )?(?:trust"
    r"|like|love|admire|respect) you\b|\b(?:pleasure|joy|fun|glad|enjoy(?:ed|ing)?"
    r"|love|loved) (?:\w+ ){0,2}(?:working|playing|talking|chatting|to work|to be working)\b"
    r"|\bmore communicative\b|\bnice!|^\W*nice\W*$|\bi like you\b|\bgenius\b",
)
REFUSAL: Final = _any(
    r"^\W*(?:no+|nope|nah|no way|not really)\b(?=\s*(?:[,.!;-]|$|i\b|not\b|but\b|can't))(?! worries| problem)",
    r"\bi(?:'m| am)? (?:\w+ )?(?:can't|cannot|can not|won't be able|couldn't|not able"
    r"|unable|not ready|not willing|not interested|not comfortable|not going to (?:agree"
    r"|commit|accept|support|help)|refuse|disagree|don't agree|decline|have to say no)\b(?! (?:wait"
    r"|believe|imagine|tell|see (?:a|any|him|how that)|think|say|complain|remember"
    r"|stress|speak|disagree|blame|help but|stand|emphasize|trust|guarantee))",
    r"\bi(?:'d| would) (?:really |much )?rather (?:not|we (?:not|didn't)|you (?:not"
    r"|didn't))\b|\bi don't (?:want|wanna|think (?:i can|i'm|i'll|that (?:works|will)"
    r"|we (?:should|can)|so\b|it(?:'s| is) a good))\b|\bdon't see how i can\b|\bnot (?:a good idea"
    r"|happening|gonna happen|going to happen|on the table|possible)\b|\bthat (?:won't"
    r"|doesn't|wouldn't) work\b|\bno deal\b|\bnot for me\b|\bi'll pass\b|\bi don't like (?:that"
    r"|this|the) (?:idea|plan)\b",
)
ACCEPTANCE: Final = _any(
    r"\b(?:that |it |this |all |alliance |which )?(?:sounds|sound|looks) (?:\w+ )?(?:good"
    r"|great|fair|perfect|fine|excellent|like a (?:plan|deal|good|great)|reasonable"
    r"|doable|awesome|amazing|lovely|ideal|right|nice|fun|wonderful|ok|okay|solid"
    r"|promising)\b|\blike the sound of\b",
    r"\b(?:works (?:for|with) me|that works|that'll work|will do|can do|deal|agreed"
    r"|i agree|we agree|agree (?:that|with)|you got it|you bet|on board|i'm in|count me in"
    r"|i'm down|i'm game|same page|i can live with|i can do that|happy to (?:do|oblige"
    r"|help)|let's do (?:it|that|this)|done deal|no objection|fair enough|consider it done"
    r"|i accept|i'm (?:ok|okay|fine|good|cool) with|fine (?:by|with) me|good (?:by"
    r"|with) me|roger|i concur|makes sense|my thoughts? exactly)\b(?!\?)",
    r"\bi (?:really |do |also |quite )?(?:like|love) (?:it|that|this|the idea|the plan"
    r"|your (?:plan|idea|thinking))\b|\b(?:good|great|fine|excellent|fantastic) (?:idea"
    r"|plan|thinking|thought)\b",
    r"^\W*(?:yes+|yep+|yup|sure|perfect|aye|absolutely|definitely|certainly|of course|gladly"
    r"|right-o|\U0001f44d|got it|no problem|np|done|for sure)(?=\W*$|\s*[,.!;-]|\s+(?:sounds"
    r"|that|sure|of course|let's|i(?:'ll| will| can|'d)|please|definitely|i agree"
    r"|we can|go ahead|no problem|absolutely|thing|then|so|and yes|tho|though))",
    r"^\W*\U0001f44d",
)
WEAK_YES: Final = re.compile(
    r"^\W*(?:yeah+|yea|ok|okay|k|kk|great|excellent|awesome|cool|alright|all right|indeed|exactly|fine|copy|understood"
    r"|wonderful|fantastic|sweet|good|word|totally|naturally|very good|rgr|yeah,? naturally|i see)\b[^a-z]{0,12}$"
)
"""Words that accept if nothing follows them in their sentence; before a statement they only begin it."""
APOLOGY: Final = _any(
    r"\b(?:sorry|apolog\w+|my (?:bad|fault|mistake)|forgive me|regret (?:that|it|the)"
    r"|pardon)\b(?! (?:to hear|for (?:you|your)|state))"
)
BUILD: Final = _any(
    r"\b(?:i|we)(?:'ll| will|'m| am|'d| would| can| plan| might| could| was| have"
    r"|'ve|'re)\b[^.?!,#]{0,45}\bbuil(?:d|ding|t)\b(?! (?:trust|on|up|something|rapport|the trust))",
    r"^\W*(?:either i |i )?(?:building|build|built|gonna build|going to build)\b|\beither i build\b"
    r"|\bi (?:build|built)\b|\bmy builds?\b|\b(?:trying|deciding|decide) (?:\w+ )?(?:whether )?to build\b"
    r"|\bwhether to build\b",
)
INTELLIGENCE: Final = _any(
    rf"{_THEY}(?:'s|'d| have| has| had| also| just| already| really)*\s+(?:said|says"
    r"|told|tells|asked|wants?|wanted|claims?|claimed|agreed|offered|offers|promised"
    r"|suggested|mentioned|plans?|planned|proposed|messaged|reached out|approached"
    r"|convinced|thinks?|seems?|knows|is not happy|talked|expects?|intends?|hasn't"
    r"|haven't|refused?|made a better|would have no choice)\b",
    rf"{_THEY}(?:'s|'re| is| are| was| were)\s+(?:\w+ ){{0,2}}?(?:going|gonna|planning"
    r"|moving|trying|attacking|working|talking|chatting|being|convoying|asking|telling"
    r"|supporting|building|headed|heading|coming|collaborating|allied|trustworthy"
    r"|on board|freaking|about to|eyeing|open|looking|lying|stabbing|pushing)\b",
    rf"{_THEY}(?:'ll| will|'d be| should be| should| would likely)\s+(?:\w+ )?(?:\w+)",
    r"\b(?:heard|hear|hearing|heard back) (?:\w+ ){0,4}(?:from|that) (?:\w+ )?(?:#\d+"
    r"|him|her|them)|\bradio silence\b|\baccording to #\d+|\b(?:conversation|talked"
    r"|spoken|spoke|chatted|talking|discuss\w+|check\w* in) (?:\w+ )?(?:with|to) (?:\w+ ){0,2}(?:#\d+"
    r"|him|them)|#\d+ (?:may|might) be\b|\b(?:rumou?r|word) (?:is"
    r"|has it)\b|\bthey may be\b",
)
QUESTION_START: Final = re.compile(
    _START + r"(?:what|where|when|who|why|how|which|do you|are you|did you|have you|will you"
    r"|would you|could you|can you|is he|are they|any (?:news|idea|thoughts?))\b"
)
REQUEST: Final = re.compile(
    r"\b(?:can|could|would|will|do|did|are|have) (?:you|we|i)\b|\bshall\b|\bhow about\b|\bwhat if\b"
)
CONDITIONAL: Final = re.compile(
    r"\b(?:if|unless|provided|should you|as long as|so long as|only if|in case"
    r"|assuming|in exchange|in return|depending)\b"
)
HEDGED: Final = re.compile(
    r"\b(?:might|may|maybe|perhaps|probably|possibly|likely|could|would|thinking|think"
    r"|i'd|inclin\w+|considering|hopefully"
    r"|hope|hoping|not sure|should be able|can)\b"
)
NEGATED: Final = re.compile(
    r"\b(?:not|won't|never|don't|didn't|can't|cannot|wouldn't|isn't|aren't|shouldn't|no longer|without|neither)\b"
)
FIRST: Final = re.compile(r"\b(?:i|i'll|i'm|i'd|i've|my|me|we|we'll|our|imma|us|mine)\b|#me\b")
SECOND: Final = re.compile(r"\b(?:you|you'll|you're|you'd|you've|your|yours)\b|#you\b")
