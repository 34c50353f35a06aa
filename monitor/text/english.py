"""What no rule tells of the English of the news: tables of words, written for this project."""

_TABLE = """
be: is are was were been being am
become: becomes became becoming
begin: begins began begun beginning
bid: bids bidding
bind: binds bound binding
bite: bites bit bitten biting
bleed: bleeds bled bleeding
blow: blows blew blown blowing
break: breaks broke broken breaking
bring: brings brought bringing
build: builds built building
burn: burns burned burnt burning
buy: buys bought buying
cast: casts casting
catch: catches caught catching
choose: chooses chose chosen choosing
come: comes came coming
cost: costs costing
cut: cuts cutting
deal: deals dealt dealing
die: dies died dying
dig: digs dug digging
do: does did done doing
draw: draws drew drawn drawing
drive: drives drove driven driving
eat: eats ate eaten eating
fall: falls fell fallen falling
feed: feeds fed feeding
feel: feels felt feeling
fight: fights fought fighting
find: finds found finding
flee: flees fled fleeing
fly: flies flew flown flying
forbid: forbids forbade forbidden forbidding
forget: forgets forgot forgotten forgetting
forgive: forgives forgave forgiven forgiving
freeze: freezes froze frozen freezing
get: gets got gotten getting
give: gives gave given giving
go: goes went gone going
grow: grows grew grown growing
hang: hangs hung hanged hanging
have: has had having
hear: hears heard hearing
hide: hides hid hidden hiding
hit: hits hitting
hold: holds held holding
hurt: hurts hurting
keep: keeps kept keeping
know: knows knew known knowing
lay: lays laid laying
lead: leads led leading
leave: leaves left leaving
lend: lends lent lending
let: lets letting
lie: lies lied lay lain lying
lose: loses lost losing
make: makes made making
mean: means meant meaning
meet: meets met meeting meetings
outbid: outbids outbidding
overrun: overruns overran overrunning
oversee: oversees oversaw overseen overseeing
overthrow: overthrows overthrew overthrown overthrowing
overtake: overtakes overtook overtaken overtaking
override: overrides overrode overridden overriding
pay: pays paid paying
put: puts putting
quit: quits quitting
read: reads reading
rebuild: rebuilds rebuilt rebuilding
ride: rides rode ridden riding
rise: rises rose risen rising
run: runs ran running
say: says said saying
see: sees saw seen seeing
seek: seeks sought seeking
sell: sells sold selling
send: sends sent sending
set: sets setting
shake: shakes shook shaken shaking
shoot: shoots shot shooting shootings
shrink: shrinks shrank shrunk shrinking
shut: shuts shutting
sink: sinks sank sunk sinking
sit: sits sat sitting
slay: slays slew slain slaying
speak: speaks spoke spoken speaking
spend: spends spent spending
split: splits splitting
spread: spreads spreading
spring: springs sprang sprung springing
stand: stands stood standing
steal: steals stole stolen stealing
stick: sticks stuck sticking
strike: strikes struck stricken striking
swear: swears swore sworn swearing
sweep: sweeps swept sweeping
swim: swims swam swum swimming
swing: swings swung swinging
take: takes took taken taking
teach: teaches taught teaching
tear: tears tore torn tearing
tell: tells told telling
think: thinks thought thinking
throw: throws threw thrown throwing
undergo: undergoes underwent undergone undergoing
understand: understands understood understanding
undertake: undertakes undertook undertaken undertaking
undo: undoes undid undone undoing
uphold: upholds upheld upholding
win: wins won winning
withdraw: withdraws withdrew withdrawn withdrawing
withhold: withholds withheld withholding
withstand: withstands withstood withstanding
write: writes wrote written writing
agree: agrees agreed agreeing
decree: decrees decreed decreeing
free: frees freed freeing
guarantee: guarantees guaranteed guaranteeing
referee: referees refereed refereeing
refugee: refugees
employee: employees
veto: vetoes vetoed vetoing
embargo: embargoes embargoed embargoing
torpedo: torpedoes torpedoed torpedoing
hero: heroes
potato: potatoes
tomato: tomatoes
echo: echoes echoed echoing
cargo: cargoes cargos
volcano: volcanoes volcanos
mosquito: mosquitoes mosquitos
attorney-general: attorneys-general
child: children
foot: feet
goose: geese
man: men
movie: movies
zombie: zombies
calorie: calories
rookie: rookies
hoodie: hoodies
mouse: mice
tooth: teeth
woman: women
ox: oxen
person: people persons
policeman: policemen
policewoman: policewomen
spokesman: spokesmen
spokeswoman: spokeswomen
spokesperson: spokespeople spokespersons
chairman: chairmen
congressman: congressmen
fisherman: fishermen
gunman: gunmen
serviceman: servicemen
statesman: statesmen
analysis: analyses
axis: axes
basis: bases
crisis: crises
diagnosis: diagnoses
emphasis: emphases
hypothesis: hypotheses
oasis: oases
paralysis: paralyses
parenthesis: parentheses
thesis: theses
criterion: criteria
phenomenon: phenomena
datum: data
medium: media mediums
memorandum: memoranda memorandums
referendum: referendums referenda
stratum: strata
bacterium: bacteria
alumnus: alumni
nucleus: nuclei
stimulus: stimuli
syllabus: syllabuses syllabi
virus: viruses
focus: focuses focused focusing focussed focussing
census: censuses
bus: buses
gas: gases gassed gassing
appendix: appendices appendixes
index: indices indexes indexed indexing
matrix: matrices
vertex: vertices
calf: calves
half: halves
knife: knives knifed knifing
leaf: leaves
life: lives
loaf: loaves
self: selves
shelf: shelves
thief: thieves
wife: wives
wolf: wolves
series: series
species: species
aircraft: aircraft
spacecraft: spacecraft
sheep: sheep
panic: panics panicked panicking
traffic: traffics trafficked trafficking
mimic: mimics mimicked mimicking
picnic: picnics picnicked picnicking
quiz: quizzes quizzed quizzing
tie: ties tied tying
vie: vies vied vying
dye: dyes dyed dyeing
singe: singes singed singeing
sue: sues sued suing
"""

IRREGULAR: dict[str, tuple[str, ...]] = {
    base: tuple(forms.split()) for base, forms in (line.split(":") for line in _TABLE.strip().splitlines())
}
"""Base form → its inflections."""

NOT_PLURAL = frozenset(
    """
news arms politics economics ethics athletics series species means headquarters customs gas texas wales kansas
arkansas paris honduras barbados bahamas philippines netherlands maldives seychelles cyprus athens brussels naples
damascus hamas mercedes reuters always perhaps towards physics mathematics aids jews christmas
""".split()
)
"""Words in -s that are no plurals of another word."""

PARTICLES = frozenset(
    """
about across after against ahead along apart around aside at away back by down for forth forward from in into off on
onto out over past through to together under up upon with without
""".split()
)
"""Last words that make the first word of a phrase its head: step down, call for."""

PHRASE_VERBS = frozenset(
    """
abandon accept accuse agree announce annex approve arrest assassinate attack ban blame block bomb boycott break call
cancel capture cast close condemn conduct convene cross cut declare defy demand denounce deny deploy deport detain
dismiss dissolve endorse enter evacuate exchange execute expel extend extradite fire freeze give hold impose impeach
increase invade join kidnap kill launch leave lift lose make meet negotiate open oppose oust overthrow pass pledge
postpone propose prosecute provide reach recall recognise recognize reject release remove resume revoke seize send
sentence settle shell shoot shut sign stage start stop storm suspend take tear tell test threaten torture urge veto
violate visit vow warn win withdraw
""".split()
)
"""First words of a phrase that are verbs far more often than nouns: impose sanctions, lift the ban."""

_COMPOUNDS = """
air|base air|drop air|field air|lift air|space air|strike back|lash bail|out battle|field battle|ground black|list
black|mail black|out blood|shed border|line break|away break|down break|through break|up broad|cast buy|out
by|election cease|fire check|point clamp|down clean|up climb|down counter|attack counter|intelligence
counter|offensive counter|terrorism cover|up crack|down cut|back cyber|attack cyber|crime cyber|security cyber|space
dead|line dead|lock draw|down down|turn eye|witness fall|out fire|arm fire|fight fire|fighter fire|power flash|point
foot|hold front|line gate|keeper green|house ground|water gun|fire gun|man gun|point hand|over hand|shake hard|line
hard|liner head|quarters heat|wave home|land house|hold kick|back land|mine land|slide land|mark law|maker law|suit
lay|off life|boat live|stock lock|down loop|hole main|land man|hunt mine|field motor|cade mud|slide
non|proliferation oil|field over|haul over|throw pay|off pay|roll peace|keeper peace|keeping peace|maker peace|time
pipe|line policy|maker power|house pull|back pull|out rain|fall rear|guard ring|leader road|block road|map roll|back
round|up rule|book run|off safe|guard sea|port set|back shake|up share|holder ship|wreck show|down shut|down
slow|down smart|phone spill|over stake|holder stand|off stand|still start|up stock|pile strong|hold strong|man
super|power take|over time|table trade|mark trade|off turn|around turn|out under|way up|rising walk|out war|fare
war|head war|lord war|plane war|ship war|time watch|dog water|way whistle|blower wild|fire work|force work|place
work|shop world|wide
"""

COMPOUNDS = {compound.replace("|", ""): compound.index("|") for compound in _COMPOUNDS.split()}
"""Words that are also written in two or with a hyphen → where they part."""
