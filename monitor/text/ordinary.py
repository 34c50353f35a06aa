"""Words that a text all in capitals makes look like names: US, WHO, MAY. Written for this project."""

_ENGLISH = """
a about above act add after again age ago aid aids aim air all also am an and any apple apt are area arm arms army
art as ask at away baby back bad bag ball ban band bank bar bars base bat bay be bear beat bed been bell best bet
beta bid big bill bird bit black blow blue boat body bomb bond book boom boot born boss both bowl box boy brown bus
bush busy but buy by call came camp can cap car card care case cash cast cat cave cell chat chip city close club
coal coat cold come cook cool cop cope copy core corn cost could court crew crop cup cut cuts dark data date dawn
day days dead deal dean dear debt deep den deny desk dial did die diet dig do does dog done door down draw drew drop
drug drum dual due dust duty each ear early ease east easy eat edge egg else end era even ever every evil exit eye
face fact fail fair fall fan far farm fast fat fate fear fee feed feel feet fell felt few file fill film find fine
fire firm first fish fit five fix flag flat flow fly food foot for force ford fork form fort four free from fuel
full fun fund gain game gap gas gate gates gave gear get gift girl give glad go goal goes gold golf gone good got
grant gray great green grew grey grow gulf gun had half hall hand hands hang hard harm has hat hate have he head
hear heat held help her here hero high hill him hire his hit hold hole home hope host hot hour house how huge hunt
hurt i ice idea if ill in ink into iron is it item its jack job jobs join jump june jury just keen keep kept key
kick kid kill kind king knew know labour lack lady laid lake land lane large last late law lay lead league led left
leg less let lie life lift light like line link lip list live load loan local lock long look lord lose loss lost lot
love low luck mad made mail main major make male man many map march mark mars mass may me meal mean means meat meet
men menu mere met meta might mild mile milk mind mine miss mix mode money moon more most move much mud music must my
name navy near neck need net never new news next nice night nine no none nor north nose not note now nut odd of off
oh oil ok okay old on once one only onto open or oral orange other our out over owe own pace pack page paid pain
pair palm paper park part party pass past path pay peak pen per pet pick pine pink pipe pit place plan play plot
plus point poll pool poor pop pope port post pot power press price prime pro pull pure push put quick race rail rain
ram ran rank rare rat rate raw read real rear red rely rent rest rice rich rid ride right ring rise risk road rock
role roll roof room root rose row rule run rush sad safe said sale salt same sand sat save saw say sea seal seat see
seed seek seem seen self sell send sent set sex she shell ship shop short shot show shut sick side sign since sit
site six size skin sky slip slow small smith snow so soft soil sold sole some son song soon sort soul south space
sport spot stage star start state stay steel step still stop story street study such suit sum sun sure swim tail
take taken tale talk tall tank tap tape target task tax tea team tell ten tend term test text than that the their
them then there these they thin thing think third this those three thus tie till time times tiny tip to today toe
told toll ton tone too took tool top total tour town toy trade train treat tree trip true trust truth try tune
turkey turn twin two type under union unit until up upon us use used user van vary vast very vet via view visa visit
voice vote wage wait wake walk wall want war ward warm warn was wash watch water wave way ways we weak wear web week
well went were west wet what when where which while white who whole whom whose why wide wife wild will win wind wine
wing wire wise wish with woman women won wood word wore work world would write wrong yard yeah year yes yet you
young your zero zone
"""

_FUNCTION_WORDS = {
    "fr": """
a ai as au ce ci de des dit du elle en est et eu eux fut il ils je la le les leur lui ma mais me mes moi mon ne ni
nos nous on ont or ou par pas peu plus pour qui sa sans se ses si soi son sous sur ta te tes toi ton tu un une va
vie vu y
""",
    "de": """
ab alle als am an auf aus bei bin bis da das dem den der des die du ein eine er es euch für hat ich ihm ihn ihr im
in ins ist ja man mir mit nach nie noch nun nur ob oder ohne sie sind so um un und uns vom von vor war was wer wie
wir wo zu zum
""",
    "es": """
a al como con cual de del desde dos el ella en era es eso esta fue ha han hay la las le les lo los mas me mi muy
nada ni no nos o os para pero por que quien se ser si sin sobre son su sus te tu un una uno unos va ve y ya yo
""",
    "it": """
a ad ai al alla che chi ci col come con cui da dal de dei del di due e ed era fa fra gli ha hai ho i il in io la le
lei li lo loro lui ma me mi ne nei no noi non o per più poi qui se sei si sia sono su sua suo te ti tra tu un una
uno va voi
""",
    "pt": """
a ao aos as com da das de do dos e ela ele em era eu faz foi ha isso ja lhe mas me meu na nas nem no nos o os ou
para pela pelo por que se sem ser seu so sua tem teu tu um uma vai vos
""",
    "nl": """
aan al als bij dan dat de den der die dit door een en er ge geen haar had heb het hij hoe ik in is je kan me men met
mij na naar niet nu of om ook op over te tot uit van ver voor was wat we wel wie wij zal ze zij zo zou
""",
}

_WORDS = {"en": frozenset(_ENGLISH.split())} | {
    language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()
}


def is_ordinary(word: str, language: str) -> bool:
    """Whether the folded `word` is an ordinary word in texts of `language` (BCP 47); English where we know none."""
    return word in _WORDS.get(language.lower().split("-")[0], _WORDS["en"])
