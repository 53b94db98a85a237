; The installer for Windows, for Inno Setup 6.3 or newer, out of the bundle:  ISCC /DVersion=0.1.0 guided.iss
; It is for one person and asks for no administrator; the person's data stays when it is removed.

#ifndef Version
  #error Say which version it is: ISCC /DVersion=...
#endif

[Setup]
AppId={{7A1C3B52-5F0B-4B53-9A55-0D8C1F2E6A10}
AppName=Guided
AppVersion={#Version}
AppPublisher=The Guided maintainers
DefaultDirName={autopf}\Guided
DefaultGroupName=Guided
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=guided-{#Version}-windows-x64
SetupIconFile=..\..\build\bundle\icons\guided.ico
UninstallDisplayIcon={app}\guided.exe
Compression=lzma2/max
SolidCompression=yes
ChangesAssociations=yes
CloseApplications=yes
WizardStyle=modern

[Files]
Source: "..\..\build\bundle\guided\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; What an older version had and this one has not must not be found by Python.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\Guided"; Filename: "{app}\guided.exe"
Name: "{group}\Remove Guided"; Filename: "{uninstallexe}"

[Registry]
Root: HKA; Subkey: "Software\Classes\.guided"; ValueType: string; ValueData: "Guided.Routine"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.guided"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-guided"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Guided.Routine"; ValueType: string; ValueData: "Guided routine"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Guided.Routine\DefaultIcon"; ValueType: string; ValueData: "{app}\guided.exe,0"
Root: HKA; Subkey: "Software\Classes\Guided.Routine\shell\open\command"; ValueType: string; ValueData: """{app}\guided.exe"" ""%1"""

[Run]
Filename: "{app}\guided.exe"; Description: "Start Guided"; Flags: nowait postinstall skipifsilent
